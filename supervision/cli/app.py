"""Where a command line begins and ends: which commands there are, and what becomes of an error.

What a command does is the question of its own module; how options look that of `given`, help that of `help`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

import typer

from supervision.cli import (
    accounts,
    answering,
    boards,
    bundles,
    calendar,
    choices,
    copies,
    county,
    deciding,
    delegating,
    demo,
    doctor,
    documents,
    evidence,
    forms,
    importing,
    months,
    moving,
    notices,
    outcomes,
    papers,
    phrases,
    posts,
    registers,
    reporting,
    rubrics,
    running,
    scores,
    screens,
    serving,
    starting,
    task,
    task_papers,
    tasks,
    templates,
    ticking,
    trail,
    usage,
)
from supervision.cli.call import Call, call_of
from supervision.cli.errors import tell
from supervision.cli.given import hoisted, language_in
from supervision.cli.help import PROGRAM, Command, Group
from supervision.i18n import LANGUAGES, Words
from supervision.settings import wanted_language


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: its words on the command line, what it runs, an example. Its help is `cli.help.<name>`."""

    name: str
    run: Callable[..., Any]
    example: str


APPEAL = "appeal file 2026-06 V03 B03 WT-2026-06-003 --reason 已按期整改 --as P000021"
ENTRIES: tuple[Entry, ...] = (
    Entry("init", starting.init, "init --township T01 --name 桑河乡"),
    Entry("demo", demo.demo, "demo"),
    Entry(
        "import",
        importing.import_records,
        "import sanghe-2026H1 --dry-run\nimport 问题清单.xlsx --sender 组织办",
    ),
    Entry("serve", serving.serve, "serve"),
    Entry("schedule", serving.schedule, "schedule"),
    Entry("run month", running.run_month, "run month 2026-01..2026-06 --approve-as P000001"),
    Entry("run daily", running.run_daily, "run daily --on 2026-07-07"),
    Entry("run tick", ticking.run_tick, "run tick --on 2026-07-07"),
    Entry("run deliver", ticking.run_deliver, "run deliver"),
    Entry("run county", county.run_county, "run county 2026-06 --on-workers"),
    Entry("month status", months.status, "month status 2026-06"),
    Entry("month score", months.score, "month score 2026-06 --at 2026-07-06T17:00"),
    Entry("month publicity", deciding.publicity, "month publicity 2026-06 --as P000003"),
    Entry("month approve", months.approve, "month approve 2026-06 --as P000001"),
    Entry("month return", months.return_, "month return 2026-06 --reason 数据待核 --as P000001"),
    Entry("month seal", months.seal, "month seal 2026-06"),
    Entry("scores", scores.scores, "scores 2026-06 --json"),
    Entry("explain", scores.explain, "explain 2026-06 V03 B03"),
    Entry("tasks", tasks.tasks, "tasks --overdue --unit V03"),
    Entry("task show", task.show, "task show Z2606-000001"),
    Entry("task move", moving.move, "task move Z2606-000001 request_closure --note 已整改到位 --as P000021"),
    Entry("task take-back", moving.take_back, "task take-back ZG-2026-07-001 --as P000005"),
    Entry("evidence add", evidence.add, "evidence add Z2606-000001 photo.jpg --taken-on 2026-07-06 --as P000021"),
    Entry("evidence list", evidence.list_, "evidence list Z2606-000001"),
    Entry("evidence save", evidence.save, "evidence save Z2606-000001 3f9a0c21 -o photo.jpg"),
    Entry("register", registers.register, "register guidance_visits list --unit 万冲村"),
    Entry("who", answering.who, "who B05 万冲村 --on 2026-05-10"),
    Entry("phrase", phrases.phrase, "phrase 述职评议\nphrase 月奖惩"),
    Entry("rubric list", rubrics.list_, "rubric list"),
    Entry("rubric export", rubrics.export, "rubric export -o 考评细则.xlsx"),
    Entry("rubric check", rubrics.check, "rubric check 考评细则.xlsx"),
    Entry("rubric diff", rubrics.diff, "rubric diff 1 考评细则.xlsx"),
    Entry("rubric import", rubrics.import_, "rubric import 考评细则.xlsx --dry-run"),
    Entry("form print", forms.print_, "form print V03 -o 检查表.docx\nform print all --month 2026-07 -o 检查表.pdf"),
    Entry("form show", forms.show, "form show JC-2026-07-V03"),
    Entry("form enter", forms.enter, "form enter JC-2026-07-V03 7:2 9:general:公开栏未更新 --as P000005"),
    Entry("order", papers.order, "order DB-2026-06-001 -o order.docx"),
    Entry("paper list", task_papers.list_, "paper list Z2606-000001"),
    Entry("paper write", task_papers.write, "paper write notice Z2606-000001 -o notice.docx --public"),
    Entry("template list", templates.list_, "template list"),
    Entry("template export", templates.export, "template export -o templates"),
    Entry("template check", templates.check, "template check templates"),
    Entry("lookback list", papers.lookback_list, "lookback list 2026-06"),
    Entry("lookback record", papers.lookback_record, "lookback record Z2605-000010 held --as P000005"),
    Entry("consequences", outcomes.consequences, "consequences 2026-06"),
    Entry("proposal list", deciding.proposal_list, "proposal list 2026-06"),
    Entry("proposal decide", deciding.proposal_decide, "proposal decide 2026-06 V03 R01 approve --as P000001"),
    Entry("appeal file", deciding.appeal_file, APPEAL),
    Entry("appeal list", deciding.appeal_list, "appeal list 2026-06"),
    Entry("appeal decide", deciding.appeal_decide, "appeal decide SS-2026-07-001 reject --answer 属实 --as P000001"),
    Entry("economy", boards.economy, "economy 杨桥村 --on 2026-06-30"),
    Entry("projects", boards.projects, "projects V02"),
    Entry("recruits list", boards.recruits_list, "recruits list V01"),
    Entry("recruits report", boards.recruits_report, "recruits report F0103 --as P000005"),
    Entry("filings", boards.filings, "filings"),
    Entry("reserves", boards.reserves, "reserves"),
    Entry("highlights", boards.highlights, "highlights"),
    Entry("stars", boards.stars, "stars 2026-06 V01 --as P000003"),
    Entry("quotas", boards.quotas, "quotas 2026-06"),
    Entry("lectures", boards.lectures, "lectures 2026-06"),
    Entry("cadres", boards.cadres, "cadres 2026-06 --unit V01"),
    Entry("imbalance", boards.imbalance, "imbalance 2026-06"),
    Entry("effect", boards.effect, "effect 2026-H1"),
    Entry("bulletin", documents.bulletin, "bulletin 2026-06 -o bulletin.docx"),
    Entry("report list", reporting.list_, "report list"),
    Entry("report summary", reporting.summary, "report summary 2026-H1 -o summary.docx"),
    Entry("report profile", reporting.profile, "report profile 万冲村 2026-06 -o profile.docx"),
    Entry("report turnaround", reporting.turnaround, "report turnaround V08 -o turnaround.docx"),
    Entry("report rewards", reporting.rewards, "report rewards 2026-Q2 -o rewards.xlsx"),
    Entry("report stars", reporting.stars, "report stars 2026-06 -o stars.xlsx"),
    Entry("report star-notice", reporting.star_notice, "report star-notice 2026-Q2 -o stars.docx"),
    Entry("report quotas", reporting.quotas, "report quotas 2026-06 -o quotas.xlsx"),
    Entry("export bundle", bundles.bundle, "export bundle -o bundle --anonymous"),
    Entry("export lists", documents.lists, "export lists 2026-06 -o lists.xlsx\nexport lists 2026-Q2 -o lists.xlsx"),
    Entry("notices inbox", notices.inbox, "notices inbox --as P000001"),
    Entry("notices sent", notices.sent, "notices sent"),
    Entry("notices retry", notices.retry, "notices retry"),
    Entry("contact set", notices.contact_set, "contact set P000001 mail"),
    Entry("contact list", notices.contact_list, "contact list"),
    Entry("contact remove", notices.contact_remove, "contact remove P000001 mail"),
    Entry("trail verify", trail.verify, "trail verify"),
    Entry("trail list", trail.list_, "trail list 石塝村\ntrail list --action read_members"),
    Entry("trail root", trail.root, "trail root 2026-06 --paper '7f3a 09c4 …'"),
    Entry("trail key", trail.key, "trail key -o signing-key.txt"),
    Entry("trail sign", trail.sign, "trail sign 2026-06 --key signing-key.txt"),
    Entry("calendar show", calendar.show, "calendar show 2026"),
    Entry("calendar refresh", calendar.refresh, "calendar refresh 2027"),
    Entry("backup", ticking.backup, "backup"),
    Entry("copies list", copies.list_, "copies list"),
    Entry("copies check", copies.check, "copies check backups/supervision-2026-07-07.db"),
    Entry("copies restore", copies.restore, "copies restore backups/supervision-2026-07-07.db --yes"),
    Entry("copies key", copies.key, "copies key -o backup-key.txt"),
    Entry("tui", screens.tui, "tui --as P000005"),
    Entry("web", screens.web, "web --port 8000"),
    Entry("account start", accounts.start, "account start > passwords.txt"),
    Entry("account set", accounts.set_, "account set P000005 --generate"),
    Entry("account list", accounts.list_, "account list"),
    Entry("delegate give", delegating.give, "delegate give P000002 --until 2026-07-20 --reason 外出学习 --as P000001"),
    Entry("delegate list", delegating.list_, "delegate list"),
    Entry("delegate end", delegating.end, "delegate end SQ-2026-07-001 --as P000001"),
    Entry(
        "post give",
        posts.give,
        "post give P000018 branch_secretary --unit V03 --from 2026-07-10 --until 2026-08-09 --reason 主持支部工作",
    ),
    Entry("post leave", posts.leave, "post leave P000018 --from 2026-08-01 --reason 调离"),
    Entry("post end", posts.end, "post end RZ-2026-07-001"),
    Entry("post list", posts.list_, "post list"),
    Entry("setting ranking", choices.ranking, "setting ranking own --as P000001"),
    Entry("doctor", doctor.doctor, "doctor"),
)


INTERRUPTED = 130
"""What Typer gives for Ctrl-C."""


def main() -> None:
    """The program `supervision`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", newline="\n")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; the exit code."""
    words = Words(_possible(wanted_language()))
    try:
        given = hoisted(arguments)
        words = Words(_possible(wanted_language(language_in(given))))
        result = _command()(args=given, prog_name=PROGRAM, standalone_mode=False, obj=Call(words))
        if result == INTERRUPTED:
            sys.stderr.write(f"{words('cli.interrupted')}\n")
        return result if isinstance(result, int) else 0
    except typer.TyperException as error:
        return usage.tell_usage(words, error)
    except Exception as error:
        return tell(words, error)


def _possible(lang: str) -> str:
    """A language that there is; that another was asked for is said by the command itself."""
    return lang if lang in LANGUAGES else LANGUAGES[0]


def command_names() -> set[str]:
    """The first words of all commands."""
    return {entry.name.split()[0] for entry in ENTRIES}


def _command() -> Any:
    app = typer.Typer(cls=Group, add_completion=False, no_args_is_help=True, rich_markup_mode=None, help="cli.help")
    app.callback(epilog="demo\n--lang en tasks --overdue")(_global_options)
    groups: dict[str, typer.Typer] = {}
    for entry in ENTRIES:
        *group, name = entry.name.split()
        place = app
        for each in group:
            if each not in groups:
                groups[each] = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
                examples = "\n".join(other.example for other in ENTRIES if other.name.split()[0] == each)
                app.add_typer(groups[each], name=each, help=f"cli.help.{each}", epilog=examples)
            place = groups[each]
        key = f"cli.help.{entry.name.replace(' ', '-')}"
        place.command(name, cls=Command, help=key, epilog=entry.example)(entry.run)
    command: Any = typer.main.get_command(app)
    order = [entry.name.split()[0] for entry in ENTRIES]
    command.commands = dict(sorted(command.commands.items(), key=lambda found: order.index(found[0])))
    return command


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


def _global_options(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option("--db", metavar="URL", help="cli.opt.db")] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="cli.opt.lang")] = None,
    person_no: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="cli.opt.as")] = None,
    township: Annotated[str | None, typer.Option("--township", metavar="CODE", help="cli.opt.township")] = None,
    _version: Annotated[
        bool, typer.Option("--version", help="cli.opt.version", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    call = call_of(ctx)
    call.db, call.lang, call.person_no, call.township = db, lang, person_no, township
    call.settings()  # a wrong language, date or time zone is said before anything is done
