"""participatiemonitor import-answers: bring in answers from CSV, Excel or SPSS files."""

from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from participatiemonitor.fieldwork.importing.operations import ImportChoices, ImportDone, import_answers
from participatiemonitor.fieldwork.importing.propose import propose_mapping
from participatiemonitor.fieldwork.importing.rehearsal import AnswerFile, Rehearsal, rehearse
from participatiemonitor.fieldwork.importing.report import as_lines
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.files.readers import read_table, size_refusal
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process

BY = "opdracht import-answers"


class Command(BaseCommand):
    """Read files through a mapping, tell what was found, and store all of it or nothing."""

    help = (
        "Leest antwoorden uit CSV-, Excel- of SPSS-bestanden in als één meting. Vraag eerst een voorstel met "
        "--propose-mapping, kijk dan met --dry-run wat er zou gebeuren."
    )
    # Reading a file needs no checks of addresses and templates.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words of the command."""
        parser.add_argument(
            "files", nargs="+", metavar="BESTAND", type=Path, help="een of meer bestanden van één meting"
        )
        parser.add_argument("--mapping", type=Path, metavar="INDELING.toml", help="welke kolom welke vraag is")
        parser.add_argument("--municipality", metavar="GM…", help="CBS-code van de gemeente")
        parser.add_argument("--process", metavar="CODE", help="code van het traject of initiatief")
        parser.add_argument("--sheet", default="", metavar="NAAM", help="werkblad van een Excel-bestand")
        parser.add_argument("--population", type=int, metavar="N", help="hoeveel mensen konden antwoorden")
        parser.add_argument("--dry-run", action="store_true", help="alleen vertellen wat er zou gebeuren")
        parser.add_argument("--propose-mapping", action="store_true", help="een eerste indeling maken uit het bestand")
        parser.add_argument("--again", action="store_true", help="ook als hetzelfde bestand al is ingelezen")
        parser.add_argument(
            "--without-refused", action="store_true", help="de goede rijen inlezen, ook als er rijen geweigerd zijn"
        )
        parser.add_argument(
            "--close", action=BooleanOptionalAction, default=True, help="de meting meteen sluiten (dat is gewoon)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Propose, rehearse or import; a refusal is one or more sentences and exit code 1."""
        try:
            files = [_file(path) for path in options["files"]]
            if options["propose_mapping"]:
                self._propose(files[0], options)
                return
            mapping_text = _text(_given(options, "mapping"))
            municipality = _municipality(_given(options, "municipality"))
            with scope(municipality.code):
                self._import(_process(_given(options, "process")), files, mapping_text, options)
        except MappingNotUsable as refusal:
            raise CommandError("\n  ".join(("De indeling past niet:", *refusal.problems))) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _propose(self, file: AnswerFile, options: dict[str, Any]) -> None:
        sheet: str = options["sheet"]
        proposal = propose_mapping(read_table(file.content, file.name, sheet=sheet), file.name, sheet)
        target: Path | None = options["mapping"]
        if target is None:
            self.stdout.write(proposal, ending="")
            return
        if target.exists():
            raise CommandError(f"{target} bestaat al. Kies een andere naam voor het voorstel.")
        target.write_text(proposal, encoding="utf-8")
        self.stdout.write(f"Het voorstel staat in {target}. Loop het na; in het bestand staat waar u op let.")

    def _import(self, process: Process, files: list[AnswerFile], mapping_text: str, options: dict[str, Any]) -> None:
        """First the account of every file, so that it is there too when the import is refused."""
        rehearsal = rehearse(process=process, files=files, mapping_text=mapping_text, sheet=options["sheet"])
        self._tell(rehearsal)
        if options["dry_run"]:
            self.stdout.write("\n".join(("", *rehearsal.repeats, "Dit was een proef. Er is niets bewaard.")))
            return
        choices = ImportChoices(
            sheet=options["sheet"],
            population=options["population"],
            is_closed=options["close"],
            is_again=options["again"],
            leaves_out_refused=options["without_refused"],
        )
        done = import_answers(
            process=process, files=files, mapping_text=mapping_text, choices=choices, by=BY, now=timezone.now()
        )
        self.stdout.write(f"\n{_ending(done, process)}")

    def _tell(self, rehearsal: Rehearsal) -> None:
        for report in rehearsal.reports:
            self.stdout.write("\n".join(as_lines(report)))
            self.stdout.write("")


def _ending(done: ImportDone, process: Process) -> str:
    state = "De meting is gesloten." if done.dataset else "De meting staat open."
    answers = "1 ingevulde lijst" if done.rehearsal.taken == 1 else f"{done.rehearsal.taken} ingevulde lijsten"
    return f"Ingelezen: {answers} als meting {done.round.number} van ‘{process.title}’. {state}"


def _file(path: Path) -> AnswerFile:
    try:
        refusal = size_refusal(path.stat().st_size, settings.IMPORT_MAX_BYTES)
        if refusal:
            raise CommandError(refusal)
        return AnswerFile(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"Wij kunnen {path} niet lezen. Bestaat het bestand, en mag u het openen?") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"Wij kunnen de indeling {path} niet lezen. Bewaar haar als tekst in UTF-8.") from error


def _given(options: dict[str, Any], name: str) -> Any:
    if options[name] is None:
        raise CommandError(f"Geef ook --{name}. Alleen een voorstel maken? Gebruik --propose-mapping.")
    return options[name]


def _municipality(code: str) -> Municipality:
    found = Municipality.objects.filter(code=code.upper()).first()
    if found is None:
        raise CommandError(f"Er is geen gemeente met code {code}. Zo'n code begint met GM, zoals GM0344.")
    return found


def _process(code: str) -> Process:
    found = Process.objects.select_related("municipality").filter(code=code).first()
    if found is None:
        codes = ", ".join(Process.objects.order_by("code").values_list("code", flat=True)[:20])
        raise CommandError(
            f"Deze gemeente heeft geen traject of initiatief ‘{code}’. Wel: {codes or 'nog geen enkel'}."
        )
    return found
