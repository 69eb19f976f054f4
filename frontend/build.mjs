// Builds the committed style sheets in src/participatiemonitor/web/static. Usage: node build.mjs [--check]
import { readFileSync, writeFileSync, mkdirSync, readdirSync, existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { prune } from "./prune.mjs";

const source = new URL("../src/participatiemonitor/", import.meta.url).pathname;
const target = `${source}web/static/`;
const checking = process.argv.includes("--check");
const budgets = { "participatiemonitor.css": 25_000, "respond.css": 10_000, "report.css": 10_000, "paper.css": 5_000 };
const banner = "/*! Participatiemonitor, EUPL-1.2. Holds component styles of NL Design System (Frameless, gemeente Utrecht) and the Voorbeeld tokens, EUPL-1.2. Built from frontend/. */\n";

const templates = readdirSync(source, { recursive: true })
  .filter((name) => /\.(html|py)$/.test(name)).map((name) => readFileSync(source + name, "utf8")).join("\n");
const used = new Set(templates.match(/(?:utrecht|nl)-[\w-]+/g));
const bundle = await build({
  entryPoints: Object.fromEntries(Object.keys(budgets).map((name) => [name.replace(".css", ""), `src/${name}`])),
  bundle: true, write: false, outdir: "unused", external: ["./fonts/*"], target: ["chrome111", "firefox113", "safari16.4"],
});

const outputs = new Map();
for (const { path, text } of bundle.outputFiles) {
  const name = path.split("/").at(-1);
  const { code } = await transform(prune(text, used), { loader: "css", minify: true, target: ["chrome111"] });
  outputs.set(name, Buffer.from(banner + code));
}
const noto = "node_modules/@fontsource-variable/noto-sans/";
for (const subset of ["latin", "latin-ext"]) {
  outputs.set(`fonts/noto-sans-${subset}.woff2`, readFileSync(`${noto}files/noto-sans-${subset}-wght-normal.woff2`));
}
outputs.set("fonts/OFL.txt", readFileSync(`${noto}LICENSE`));

let failed = false;
mkdirSync(`${target}fonts`, { recursive: true });
for (const [name, content] of outputs) {
  const zipped = gzipSync(content, { level: 9 }).length;
  console.log(`${name.padEnd(32)} ${content.length} bytes, ${zipped} gzipped`);
  if (zipped > (budgets[name] ?? Infinity)) { console.error(`${name} is over its budget of ${budgets[name]} bytes`); failed = true; }
  if (!checking) writeFileSync(target + name, content);
  else if (!existsSync(target + name) || !readFileSync(target + name).equals(content)) { console.error(`${name} differs from its source: run npm run build`); failed = true; }
}
process.exit(failed ? 1 : 0);
