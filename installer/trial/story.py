"""The life of one installation, step by step. Each step says what was seen, or fails."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from installer import HERE, ROOT
from installer.payload import FOR_WINDOWS
from installer.sign import sign
from installer.tools import run_tool
from installer.trial.registry import AUTOSTART, OURS, expected
from installer.trial.trial import FOLDER_SETTING, NEW, OLD, Trial, files_below
from installer.trial.wine import wait_until, windows_path
from rating_client.contract.keys import fingerprint

_NETWORK = "site/PySide6/plugins/networkinformation/"  # taken out under Wine: see wine.py
_PLUGIN = "plugins/reader_of_a_broker.py"
_SAMPLES = ROOT / "resources" / "samples"


def setup_is_silent(trial: Trial) -> str:
    code = trial.set_up(OLD, f"/EXPORTFOLDER={FOLDER_SETTING}")
    assert code == 0, f"setup ended with {code}"
    wanted = {name for name in files_below(trial.payload) if not name.startswith(_NETWORK)}
    assert trial.installed_files() == wanted | {"uninstall.exe"}
    assert trial.differing() == []
    return f"{len(wanted)} files, each as it was built"


def registry_is_as_listed(trial: Trial) -> str:
    wanted = expected(OLD, windows_path_inside(trial))
    found = {name: text for key in OURS for name, text in trial.wine.registry(key).items()}
    varying = {name for name in found if name.endswith((r"\EstimatedSize", r"\Shortcut"))}
    found[AUTOSTART] = trial.wine.registry(AUTOSTART.rpartition("\\")[0])[AUTOSTART]
    odd = {item for item in found.items() if item[0] not in varying} ^ set(wanted.items())
    assert not odd, sorted(odd)
    return f"{len(wanted)} values and no other"


def console_prints(trial: Trial) -> str:
    version, status = trial.wine.program("--version"), trial.wine.program("status", "--json")
    assert version.out.strip() == f"rating-client {OLD}", version.out
    folders = json.loads(status.out)["folders"]
    assert FOLDER_SETTING in json.dumps(folders, ensure_ascii=False).replace("\\\\", "\\"), folders
    return f"{version.out.strip()}; the folder setup was told of is watched"


def selftest_passes(trial: Trial) -> str:
    report = trial.scratch / "selftest.json"
    done = trial.wine.program("selftest", "--json", windows_path(report), seconds=180)
    assert report.exists(), done.out
    found = json.loads(report.read_text("utf-8"))
    assert found["ok"], found["failures"]
    return f"{found['modules']} modules, Python {found['python']}, Qt {found['qt']}"


def windows_itself_is_spoken_to(trial: Trial) -> str:
    """Registry, job object, hotkey and presence, by the program's own modules."""
    script = windows_path(HERE / "trial" / "windows_parts.py")
    python = trial.wine.installed / "python" / "python.exe"
    told = trial.wine.run(python, script, windows_path_inside(trial), seconds=120).out
    said = json.loads(told)
    assert said["autostart"] == ["on", "off", "on", "off-by-windows", "on"], said
    assert said["job"], said
    assert said["hotkey"] == [True, False], said
    assert said["presence"][1:] == [False, True], said
    assert said["setup"] == {"export_folders": FOLDER_SETTING}, said
    decided = ["erase_content_after_days", "export_folders", "language"]
    assert said["policy"] == [[r"C:\ECUS\Xuất", r"\\kt-02\tokhai"], -1, "en", decided, []], said
    assert said["contrast"] is False, said
    return "autostart's three states, a job that ends its process, the hotkey once, policies"


def its_own_tests_pass(trial: Trial) -> str:
    """What Windows alone decides: who shares a file, what of it is told, which times there are."""
    packages = trial.scratch / "pytest"
    run_tool(
        *(Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", *FOR_WINDOWS),
        *("--target", packages, "--only-binary=:all:"),
        *("--constraint", ROOT / "requirements" / "dev.txt"),
        *("pytest", "pytest-qt", "pg8000", "sqlalchemy"),
    )
    script, python = HERE / "trial" / "own_tests.py", trial.wine.installed / "python" / "python.exe"
    places = map(windows_path, (script, ROOT, packages))
    told = trial.wine.run(python, *places, seconds=600)
    assert told.code == 0, told.out
    return told.out.splitlines()[-1]


def writers_wait_for_each_other(trial: Trial) -> str:
    """Four threads on one ledger: on a free lock nobody sleeps, and nobody is turned away."""
    script = HERE / "trial" / "writers.py"
    ledger = trial.scratch / "writers" / "ledger.db"
    ledger.parent.mkdir()
    python = trial.wine.installed / "python" / "python.exe"
    told = trial.wine.run(python, windows_path(script), windows_path(ledger), seconds=120).out
    longest, refused = json.loads(told)
    assert refused == 0, told
    assert longest < 5, told
    return f"240 writes, the longest wait {longest:.2f} s"


def exports_read_alike(trial: Trial) -> str:
    there = trial.wine.program("read", windows_path(_SAMPLES), "--json", seconds=180)
    here = run_tool(sys.executable, "-m", "rating_client", "read", _SAMPLES, "--json")
    ours, theirs = (list(_declared(text)) for text in (here, there.out))
    assert ours
    assert ours == theirs, f"{theirs} instead of {ours}"
    return f"{len(ours)} declarations, the same as on this side"


def rating_is_receipted(trial: Trial) -> str:
    enrolment = trial.scratch / "customs.rating-enrol"
    enrolment.write_bytes(trial.receiver.enrolment_file())
    with trial.receiver.opened() as receiver:
        told = fingerprint(receiver.keys.receiver)
    enrolled = trial.wine.program("enrol", windows_path(enrolment), "--fingerprint", told)
    assert enrolled.code == 0, enrolled.out
    rating = trial.scratch / "rating.json"
    rating.write_text(json.dumps(_RATING, ensure_ascii=False), "utf-8")
    queued = trial.wine.program("submit", windows_path(rating), "--json")
    assert queued.code == 0, queued.out
    # Ten seconds belong to the person who changes their mind.
    assert wait_until(lambda: _sent(trial), 90), trial.wine.program("status").out
    (held,) = trial.receiver.stored()
    assert held["rating"]["subjects"][0]["level"] == 5
    return "queued, sealed, sent; the receiver holds it once and the receipt is here"


def key_is_in_the_credential_manager(trial: Trial) -> str:
    kept = trial.wine.registry(r"Software\Wine\Credential Manager")
    assert any("rating-client" in name for name in kept), list(kept)
    beside = [path for path in trial.wine.user_data.rglob("*") if path.suffix in (".key", ".txt")]
    assert not [path for path in beside if path.name != "running.key"]
    return "and nowhere beside the ledger"


def program_in_use_is_refused(trial: Trial) -> str:
    """By one that cannot be asked to end: a reading process that waits for a file."""
    reading = trial.wine.start(
        trial.wine.installed / "rating-client.exe", "read-worker", waiting=True
    )
    assert reading.stdout is not None
    reading.stdout.read(1)  # it is there
    code = trial.set_up(NEW)
    differing = trial.differing()
    reading.kill()
    reading.wait()
    assert code == 5, f"setup ended with {code}"
    assert differing == []
    assert trial.wine.program("--version").out.strip() == f"rating-client {OLD}"
    return "exit code 5, nothing changed"


def upgrade_asks_the_program_to_end(trial: Trial) -> str:
    running = trial.started()
    (trial.wine.installed / _PLUGIN).write_text("# somebody else's\n", "utf-8")
    code = trial.set_up(NEW)
    assert code == 0, f"setup ended with {code}"
    assert wait_until(lambda: running.poll() is not None, 10), "the old program still runs"
    assert trial.wine.program("--version").out.strip() == f"rating-client {NEW}"
    status = json.loads(trial.wine.program("status", "--json").out)
    assert status["outbox"]["receipted"] == 1, status
    assert _PLUGIN in trial.installed_files()
    assert AUTOSTART in trial.wine.registry(AUTOSTART.rpartition("\\")[0])
    return "it ended, the new version is in place, ratings, settings and plug-ins stayed"


def downgrade_is_refused(trial: Trial) -> str:
    code = trial.set_up(OLD)
    assert code == 2, f"setup ended with {code}"
    assert trial.wine.program("--version").out.strip() == f"rating-client {NEW}"
    return "exit code 2, nothing changed"


def uninstalling_keeps_the_ratings(trial: Trial) -> str:
    assert trial.uninstall() == 0
    assert trial.installed_files() <= {_PLUGIN, "uninstall.exe"}, trial.installed_files()
    for key in OURS:
        assert not trial.wine.registry(key), key
    assert AUTOSTART not in trial.wine.registry(AUTOSTART.rpartition("\\")[0])
    assert (trial.wine.user_data / "ledger.db").exists()
    return "program and registry gone; the ledger and somebody else's file stay"


def purging_takes_the_ratings(trial: Trial) -> str:
    assert trial.set_up(NEW, "/NOAUTOSTART") == 0
    assert AUTOSTART not in trial.wine.registry(AUTOSTART.rpartition("\\")[0])
    assert json.loads(trial.wine.program("status", "--json").out)["outbox"]["receipted"] == 1
    assert trial.uninstall("/PURGE") == 0
    assert not trial.wine.user_data.exists()
    kept = trial.wine.registry(r"Software\Wine\Credential Manager")
    assert not any("rating-client" in name for name in kept), list(kept)
    return "the ledger was found again; it and its key are gone when somebody says so"


def msi_installs(trial: Trial) -> str:
    code = trial.msiexec("/i", OLD, f"EXPORTFOLDER={FOLDER_SETTING}")
    assert code == 0, f"msiexec ended with {code}"
    wanted = files_below(trial.payload)
    assert wanted <= trial.installed_files(), sorted(wanted - trial.installed_files())[:5]
    trial.wine.without_network_look()
    assert trial.wine.program("--version").out.strip() == f"rating-client {OLD}"
    return f"silent, per user: {len(wanted)} files"


def msi_upgrades_a_running_program(trial: Trial) -> str:
    running = trial.started()
    code = trial.msiexec("/i", NEW)
    assert code == 0, f"msiexec ended with {code}"  # 194 would be 3010: a reboot is wanted
    assert wait_until(lambda: running.poll() is not None, 10), "the old program still runs"
    trial.wine.without_network_look()
    assert trial.wine.program("--version").out.strip() == f"rating-client {NEW}"
    return "it ended, the new version is in place, no reboot is asked for"


def msi_leaves(trial: Trial) -> str:
    running = trial.started()
    code = trial.msiexec("/x", NEW)
    assert code == 0, f"msiexec ended with {code}"
    assert wait_until(lambda: running.poll() is not None, 10), "the program still runs"
    left = files_below(trial.payload) & trial.installed_files()
    assert not left, sorted(left)[:5]
    assert (trial.wine.user_data / "ledger.db").exists()
    return "also while it runs, without a trace of its files; the ledger stays"


def signing_step_works(trial: Trial) -> str:
    key, certificate = trial.scratch / "key.pem", trial.scratch / "certificate.pem"
    run_tool(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=nobody", "-keyout", key, "-out", certificate),
    )
    program = trial.scratch / "signed-setup.exe"
    program.write_bytes(trial.setups[OLD].read_bytes())
    sign(program, certificate, key)
    told = run_tool("osslsigncode", "verify", "-CAfile", certificate, "-in", program)
    assert "Signature verification: ok" in told, told
    return "with a throw-away certificate: the step, not the trust"


STORY: tuple[Callable[[Trial], str], ...] = (
    setup_is_silent,
    registry_is_as_listed,
    console_prints,
    selftest_passes,
    windows_itself_is_spoken_to,
    its_own_tests_pass,
    writers_wait_for_each_other,
    exports_read_alike,
    rating_is_receipted,
    key_is_in_the_credential_manager,
    program_in_use_is_refused,
    upgrade_asks_the_program_to_end,
    downgrade_is_refused,
    uninstalling_keeps_the_ratings,
    purging_takes_the_ratings,
    msi_installs,
    msi_upgrades_a_running_program,
    msi_leaves,
    signing_step_works,
)

_RATING = {
    "declaration": {
        "number": "100000000010",
        "direction": "N",
        "office_code": "03TG",
        "office_name": "HQVIDU",
        "registered_at": "2026-11-20T09:05:07+07:00",
        "channel": 2,
        "owner_tax_code": "0200000000",
        "owner_name": "CÔNG TY MẪU",
    },
    "subjects": [{"kind": "office", "name": "Hải quan Ví dụ", "level": 5, "reasons": []}],
    "wants_answer": False,
}


def windows_path_inside(trial: Trial) -> str:
    """The installed folder as Windows names it."""
    user = trial.wine.installed.parents[3].name
    return rf"C:\users\{user}\AppData\Local\Programs\RatingClient"


def _declared(document: str) -> Iterator[dict[str, object]]:
    for declaration in json.loads(document)["declarations"]:
        yield {**declaration, "source": declaration["source"]["sha256"]}


def _sent(trial: Trial) -> bool:
    trial.wine.program("send", "--json")
    status = json.loads(trial.wine.program("status", "--json").out)
    return bool(status["outbox"]["receipted"] == 1)
