"""participatiemonitor import-register: bring in a list of processes and initiatives from CSV or Excel."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.files.readers import size_refusal
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.importing.mapping import RegisterMapping
from participatiemonitor.register.importing.mapping_file import TEMPLATE, named_mappings, read_mapping
from participatiemonitor.register.importing.operations import RegisterChoices, import_register
from participatiemonitor.register.importing.rehearsal import RegisterFile, rehearse_register
from participatiemonitor.register.importing.report import RegisterReport, as_data, as_lines, counted

BY = "opdracht import-register"


class Command(BaseCommand):
    """Read a list through a mapping, tell what was found, and store all of it or nothing."""

    help = (
        "Zet een lijst met trajecten en initiatieven (CSV of Excel) in het register. Kijk eerst met --dry-run wat er "
        "zou gebeuren. Wat er al staat, blijft zoals het is."
    )
    # Reading a file needs no checks of addresses and templates.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words of the command."""
        names = ", ".join(named_mappings())
        parser.add_argument("file", metavar="BESTAND", type=Path, help="een CSV- of Excel-bestand")
        parser.add_argument(
            "--mapping", default=TEMPLATE, metavar="INDELING", help=f"een bestand (.toml), of een van: {names}"
        )
        parser.add_argument("--municipality", required=True, metavar="GM…", help="CBS-code van de gemeente")
        parser.add_argument("--source", default="", metavar="NAAM", help="naam van de lijst, als die anders heet")
        parser.add_argument("--sheet", default="", metavar="NAAM", help="werkblad van een Excel-bestand")
        parser.add_argument(
            "--leader",
            default="",
            metavar="E-MAIL",
            help="wie de rijen zonder projectleider leidt; anders een beheerder",
        )
        parser.add_argument("--dry-run", action="store_true", help="alleen vertellen wat er zou gebeuren")
        parser.add_argument(
            "--without-refused", action="store_true", help="de goede rijen inlezen, ook als er rijen geweigerd zijn"
        )
        parser.add_argument("--json", action="store_true", help="het verslag als JSON, elke rij erbij")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rehearse or import; a refusal is one or more sentences and exit code 1."""
        try:
            file = _file(options["file"])
            mapping = _mapping(options["mapping"])
            municipality = _municipality(options["municipality"])
            with scope(municipality.code):
                self._import(municipality, file, mapping, options)
        except MappingNotUsable as refusal:
            raise CommandError("\n  ".join(("De indeling past niet:", *refusal.problems))) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _import(
        self, municipality: Municipality, file: RegisterFile, mapping: RegisterMapping, options: dict[str, Any]
    ) -> None:
        """First the account of the file, so that it is there too when the import is refused."""
        choices = RegisterChoices(options["source"], options["sheet"], options["without_refused"])
        report = rehearse_register(
            municipality=municipality, file=file, mapping=mapping, source=choices.source, sheet=choices.sheet
        ).report
        if not options["json"]:
            self.stdout.write("\n".join((*as_lines(report), "")))
        is_stored, ending = False, _nothing_to_do(report, options)
        if not ending:
            leader = _leader(municipality, options["leader"])
            report = import_register(
                municipality=municipality, file=file, mapping=mapping, choices=choices, leader=leader, by=BY,
                now=timezone.now(),
            ).report  # fmt: skip
            is_stored, ending = True, _ending(report, leader)
        if options["json"]:
            self.stdout.write(json.dumps({"stored": is_stored} | as_data(report), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(ending)
        if not is_stored and report.refused and not options["dry_run"]:
            raise CommandError(
                f"Geweigerd: {counted(report.refused)}. Verbeter het bestand, of laat die rijen weg met "
                "--without-refused."
            )


def _nothing_to_do(report: RegisterReport, options: dict[str, Any]) -> str:
    """Why nothing is stored, or nothing."""
    if options["dry_run"]:
        return "Dit was een proef. Er is niets bewaard."
    if report.refused and not options["without_refused"]:
        return "Er is niets bewaard."
    return "" if report.made else "Er is niets nieuws. Er is niets bewaard."


def _ending(report: RegisterReport, leader: User) -> str:
    return (
        f"In het register gezet: {counted(report.made)}. Rijen zonder projectleider leidt {leader}. "
        f"U vindt ze terug als u in het overzicht zoekt op ‘{report.source}’."
    )


def _file(path: Path) -> RegisterFile:
    try:
        refusal = size_refusal(path.stat().st_size, settings.IMPORT_MAX_BYTES)
        if refusal:
            raise CommandError(refusal)
        return RegisterFile(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"Wij kunnen {path} niet lezen. Bestaat het bestand, en mag u het openen?") from error


def _mapping(name: str) -> RegisterMapping:
    if name in named_mappings():
        return named_mappings()[name]
    try:
        return read_mapping(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            f"Wij kunnen de indeling {name} niet lezen. Kies een bestand in UTF-8, of een van: "
            f"{', '.join(named_mappings())}."
        ) from error


def _municipality(code: str) -> Municipality:
    found = Municipality.objects.filter(code=code.upper()).first()
    if found is None:
        raise CommandError(f"Er is geen gemeente met code {code}. Zo'n code begint met GM, zoals GM0344.")
    return found


def _leader(municipality: Municipality, email: str) -> User:
    """The named person, else the administrator, else the policy adviser who has been here longest."""
    people = Membership.objects.filter(municipality=municipality, is_active=True, user__is_active=True)
    people = people.select_related("user").order_by("pk")
    for role in (StaffRole.ADMINISTRATOR, StaffRole.POLICY_ADVISER, StaffRole.PROJECT_LEADER):
        for membership in people.filter(role=role):
            if not email or membership.user.email == email.lower():
                return membership.user
    if email:
        raise CommandError(f"In deze gemeente werkt niemand met adres {email} die een traject kan leiden.")
    raise CommandError("In deze gemeente werkt nog niemand die een traject kan leiden. Maak eerst een beheerder.")
