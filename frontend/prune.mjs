// Drops component rules whose class no template uses, and custom properties that nothing reads.
import postcss from "postcss";

const reads = (text) => text.matchAll(/var\(\s*(--[\w-]+)/g);

// Where a custom property is never set, only its fallback can apply: `var(--never, x)` becomes `x`.
function withoutDeadFallbacks(value, isSet) {
  for (const { index, 1: name } of [...value.matchAll(/var\(\s*(--[\w-]+)\s*,/g)].reverse()) {
    if (isSet.has(name)) continue;
    let depth = 0, end = index;
    do { const letter = value[end++]; depth += letter === "(" ? 1 : letter === ")" ? -1 : 0; if (depth === 0 && letter === ")") break; } while (end < value.length);
    const whole = value.slice(index, end);
    value = value.slice(0, index) + whole.slice(whole.indexOf(",") + 1, -1).trim() + value.slice(end);
  }
  return value;
}

export function prune(css, used) {
  const root = postcss.parse(css);
  const isUnused = (selector) => (selector.match(/\.(?:utrecht|nl)-[\w-]+/g) ?? []).some((name) => !used.has(name.slice(1)));
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !isUnused(selector));
    if (kept.length) rule.selectors = kept; else rule.remove();
  });
  for (let changed = true; changed; ) {
    changed = false;
    const isSet = new Set(), isRead = new Set();
    root.walkDecls((decl) => {
      if (decl.prop.startsWith("--")) isSet.add(decl.prop);
      for (const [, name] of reads(decl.value)) isRead.add(name);
    });
    root.walkDecls((decl) => {
      const value = withoutDeadFallbacks(decl.value, isSet);
      if (value !== decl.value) { decl.value = value; changed = true; }
      const isDead = decl.prop.startsWith("--") && !decl.prop.startsWith("--pm-") && !isRead.has(decl.prop);
      const isEmpty = value === "" || [...reads(value)].some(([, name]) => value === `var(${name})` && !isSet.has(name));
      if (isDead || isEmpty) { decl.remove(); changed = true; }
    });
  }
  root.walkRules((rule) => { if (!rule.nodes.length) rule.remove(); });
  root.walkAtRules((rule) => { if (rule.nodes && !rule.nodes.length) rule.remove(); });
  return root.toString();
}
