"""What can be asked for on the command line; the commands themselves are not loaded for it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from desktop.commands.parser import SpokenParser
from models.declaration.kinds import LANGUAGES
from models.words.language import Language
from models.words.text import Argument, joined, text

_EXIT = text(
    "exit status: 0 done, 1 the data or the clauses do not allow it (said why), 2 wrong use"
)
_LANGUAGE = f"[--language {{{','.join(LANGUAGES)}}}]"


class _Commands:
    """The commands of a parser, each with what it is for."""

    def __init__(self, top: SpokenParser) -> None:
        self._parsers = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
        self._spoken = top.spoken

    def add(
        self,
        name: str,
        help: Argument,
        description: Argument,
        *,
        usage: str | None = None,
        epilog: Argument = _EXIT,
    ) -> SpokenParser:
        """Add a command."""
        say = self._spoken.say
        command = self._parsers.add_parser(
            name,
            spoken=self._spoken,
            usage=usage,
            help=say(help).replace("%", "%%"),
            description=say(description),
            epilog=say(epilog),
        )
        command.add_language()
        return command


def parser(spoken: Language) -> SpokenParser:
    """Return the parser of the whole command line, which raises UnreadableError."""
    description = joined(
        text("Shows who should co-fund what when people move through stages and territories."),
        text(
            "Without a command it opens its window: relais on the sample case, relais CASE on a "
            "case (.xlsx or .relais)."
        ),
    )
    top = SpokenParser(
        prog="relais", spoken=spoken, description=spoken.say(description), epilog=spoken.say(_EXIT)
    )
    shown = f"relais {_version()}"
    top.add("--version", action="version", version=shown, help=text("show the version and end"))
    top.add_language()
    commands = _Commands(top)
    for add in (
        *(_add_solve, _add_check, _add_template, _add_compare),
        *(_add_explain, _add_sweep, _add_diff, _add_merge),
    ):
        add(commands)
    return top


def _version() -> str:
    try:
        return version("relais")
    except PackageNotFoundError:
        return "(not installed)"


def _add_solve(commands: _Commands) -> None:
    solve = commands.add(
        "solve",
        help=text("find the split of a case"),
        description=text("Find the split of a case."),
    )
    solve.add_case()
    solve.add(
        "-o", dest="output", metavar="RESULT.xlsx", help=text("write the result workbook here")
    )
    solve.add("--scenario", metavar="NAME", help=text("the scenario to solve (base)"))
    solve.add("--json", action="store_true", help=text("print the split as JSON"))
    solve.add(
        "--why",
        action="store_true",
        help=text("say what holds the split back and how far it could differ"),
    )
    solve.add(
        "--lp",
        metavar="FILE",
        help=text("write the linear program here, for another solver to read"),
    )


def _add_check(commands: _Commands) -> None:
    check = commands.add(
        "check",
        help=text("say what is wrong with a case"),
        description=text("List every problem of a case workbook, by sheet and cell."),
    )
    check.add_case()
    check.add(
        "--annotate",
        metavar="COPY.xlsx",
        help=text("write a copy with the problems listed first, and marked in their cells"),
    )
    check.add("--json", action="store_true", help=text("print the problems as JSON"))


def _add_template(commands: _Commands) -> None:
    template = commands.add(
        "template",
        help=text("write a workbook to fill in"),
        description=text(
            "Write a workbook that people fill in and send back: explained in their language, with "
            "lists, units, notes and checks. Without --from it is blank; with --for it holds only "
            "the rows that concern one territory and those below it. What was sent stays in a "
            "hidden sheet, so that what comes back can be compared with it."
        ),
        epilog=text("exit status: 0 done, 1 the data do not allow it (said why), 2 wrong use"),
    )
    template.add("--from", dest="source", metavar="CASE", help=text("fill in what this case holds"))
    template.add(
        "--for", dest="territory", metavar="TERRITORY", help=text("only the rows of this territory")
    )
    template.add_limits()
    template.add("--deadline", metavar="DAY", help=text("when it is asked back: 2027-01-31"))
    template.add(
        "-o", dest="output", metavar="TEMPLATE.xlsx", required=True, help=text("write it here")
    )


def _add_compare(commands: _Commands) -> None:
    compare = commands.add(
        "compare",
        text("set the split beside keys and rules"),
        text(
            "Set the split beside every key and every rule in force somewhere, by the same "
            "yardsticks; say whether the keys move the right way, what the river rule would give, "
            "whether any coalition would do better alone, and who owes whom. With several "
            "scenarios their splits are set side by side first. With -o a workbook sets the splits "
            "side by side instead, the first as base: who gains and who loses, and the way from "
            "the base to each other split, rule by rule."
        ),
        usage="relais compare CASE [--scenarios A,B …] [--keys] [--large] [--unsealed]\n"
        f"       {_LANGUAGE} [-o COMPARISON.xlsx] [--json]",
    )
    compare.add_case()
    compare.add(
        "--scenario",
        nargs="+",
        action="extend",
        metavar="NAME",
        help=text("a scenario to compare, for a name with a comma in it"),
    )
    compare.add(
        "--scenarios",
        dest="scenario",
        action="extend",
        type=lambda names: [name.strip() for name in names.split(",")],
        metavar="A,B",
        help=text("the scenarios to compare (base)"),
    )
    compare.add(
        "--keys",
        action="store_true",
        help=text(
            "in the workbook set the keys beside the scenarios too; with one scenario they are"
        ),
    )
    compare.add(
        "-o",
        dest="output",
        metavar="COMPARISON.xlsx",
        help=text("write the comparison workbook here"),
    )
    compare.add(
        "--json",
        action="store_true",
        help=text("print everything as JSON, splits by programme too"),
    )


def _add_explain(commands: _Commands) -> None:
    explain = commands.add(
        "explain",
        text("say why a payer pays"),
        text(
            "Say why a payer pays what it pays: who goes where later and what that brings it, "
            "which limits and goals shape it, and how far its total could differ. Without --host, "
            "--stage or --year: for everything it pays, the largest payment first."
        ),
    )
    explain.add_case()
    explain.add("--payer", metavar="KEY", required=True, help=text("the payer, by its key"))
    explain.add("--host", metavar="KEY", help=text("only programmes in this territory"))
    explain.add("--stage", metavar="KEY", help=text("only programmes of this stage"))
    explain.add("--year", type=int, metavar="YEAR", help=text("only programmes of this year"))
    explain.add("--scenario", metavar="NAME", help=text("the scenario to explain (base)"))
    explain.add(
        "--top",
        type=int,
        metavar="N",
        help=text("explain only the N largest, and count the others"),
    )
    explain.add(
        "--impact",
        nargs="?",
        choices=("row", "place", "table"),
        const="row",
        help=text(
            "say which input rows move whose bill most if they are 1 % higher: one by one (row), "
            "or all of a stage and territory (place) or of a table together (table)"
        ),
    )
    explain.add("--json", action="store_true", help=text("print everything as JSON"))


def _add_sweep(commands: _Commands) -> None:
    sweep = commands.add(
        "sweep",
        text("solve a case over rules and uncertain figures"),
        text(
            "Solve a case at many points: every combination of the rules that are varied, and for "
            "each of them every sample of the figures that are uncertain. A clash of clauses at a "
            "point is part of the result. Ctrl+C stops; what is done by then is written."
        ),
        usage="relais sweep CASE [--vary RULE=FROM:TO:STEPS …] "
        "[--samples N --spread SHEET.column=PERCENT …]\n"
        "       [--seed S] [--scenario NAME] [--large] [--unsealed] [--jobs N] "
        f"[--cluster ADDRESS]\n       {_LANGUAGE} [-o SWEEP.xlsx] [--json]",
        epilog=text(
            "exit status: 0 done, 1 the data or the clauses do not allow it (said why), 2 wrong "
            "use, 130 stopped"
        ),
    )
    sweep.add_case()
    _add_varied(sweep)
    sweep.add("--scenario", metavar="NAME", help=text("the scenario to start from (base)"))
    sweep.add(
        "--jobs", metavar="N", type=int, help=text("how many processes solve (as many as cores)")
    )
    sweep.add(
        "--cluster",
        metavar="ADDRESS",
        help=text("solve on a Dask cluster, such as {address}", address="tcp://host:8786"),
    )
    sweep.add("-o", dest="output", metavar="SWEEP.xlsx", help=text("write the points here"))
    sweep.add("--json", action="store_true", help=text("print the points as JSON"))


def _add_varied(sweep: SpokenParser) -> None:
    sweep.add(
        "--vary",
        nargs="+",
        action="extend",
        default=[],
        metavar="RULE=FROM:TO:STEPS",
        help=text(
            "a rule and its values, both ends included: {example}", example="own_share_min=0:0.5:6"
        ),
    )
    sweep.add(
        "--samples", metavar="N", type=int, default=0, help=text("how often figures are drawn")
    )
    sweep.add(
        "--spread",
        nargs="+",
        action="extend",
        default=[],
        metavar="SHEET.column=PERCENT",
        help=text(
            "figures that are uncertain, and their relative standard deviation: each is "
            "multiplied by a lognormal factor of mean 1. In Flows, arrivals and the parts in which "
            "a cohort goes on are drawn, so that people still add up"
        ),
    )
    sweep.add(
        "--seed",
        metavar="S",
        type=int,
        default=0,
        help=text("the same seed draws the same figures (0)"),
    )


def _add_diff(commands: _Commands) -> None:
    diff = commands.add(
        "diff",
        text("say what changed between two workbooks"),
        text(
            "List what changed from one workbook to another, sheet by sheet and cell by cell. Rows "
            "are found by their key (a flow by its year and both ends, a clause by its name, …), "
            "wherever they stand."
        ),
        epilog=text(
            "exit status: 0 done, with differences or without; 1 a workbook has errors (listed); "
            "2 wrong use"
        ),
    )
    diff.add("old", metavar="OLD", help=text("a case workbook (.xlsx)"))
    diff.add("new", metavar="NEW", help=text("what became of it (.xlsx)"))
    diff.add_limits()
    diff.add("--json", action="store_true", help=text("print the differences as JSON"))


def _add_merge(commands: _Commands) -> None:
    merge = commands.add(
        "merge",
        text("take over what came back from those a workbook was sent to"),
        text(
            "Take over what came back. SENT is the workbook as it was sent. What only one side "
            "changed is taken over; what two sides changed differently is a conflict, and with "
            "conflicts nothing is written unless a side is chosen. Deleted rows stay until "
            "--delete confirms. A file with errors is left out, the others are merged."
        ),
        usage="relais merge SENT RETURNED… -o MERGED.xlsx [--into CASE] [--mine | --theirs]\n"
        f"       [--delete] [--other-case] [--large] [--unsealed] {_LANGUAGE} [--json]",
        epilog=text(
            "exit status: 0 done; 1 conflicts are left, or a file has errors (said which); "
            "2 wrong use"
        ),
    )
    merge.add("sent", metavar="SENT", help=text("the workbook as it was sent (.xlsx)"))
    merge.add("returned", metavar="RETURNED", nargs="+", help=text("what came back (.xlsx)"))
    merge.add(
        "-o",
        dest="output",
        metavar="MERGED.xlsx",
        required=True,
        help=text("write the merged case here"),
    )
    merge.add(
        "--into",
        metavar="CASE",
        help=text(
            "the case as it is now (mine), where it changed since or SENT is only a part of it"
        ),
    )
    _add_sides(merge)
    merge.add("--delete", action="store_true", help=text("also delete the rows that were deleted"))
    merge.add(
        "--other-case",
        action="store_true",
        help=text(
            "also take what came back of another case: whose territories and stages are not those "
            "that were sent"
        ),
    )
    merge.add_limits()
    merge.add("--json", action="store_true", help=text("print all that came back as JSON"))


def _add_sides(merge: SpokenParser) -> None:
    sides = merge.add_mutually_exclusive_group()
    for side, said in (
        ("mine", text("keep what the case says where sides conflict")),
        (
            "theirs",
            text(
                "take what came back where sides conflict; among files that conflict the last named"
            ),
        ),
    ):
        sides.add_argument(
            f"--{side}", dest="side", action="store_const", const=side, help=merge.in_help(said)
        )
