"""Models are looked at before Vosk meets them, and installed whole or not at all."""

from __future__ import annotations

import io
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe import model_files, model_store
from transcribe.model_files import ModelFault
from transcribe.model_store import InstallFault, install, installed
from transcribe.unpack import ArchiveFault

DEMO = model_store.SHIPPED / "demo-cn"


def nothing(_moved: int) -> None:
    return None


@pytest.fixture
def model(tmp_path: Path) -> Path:
    shutil.copytree(DEMO, tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """The files of the official small model, as far as they are looked at."""
    folder = tmp_path / "vosk-model-small-cn-0.22"
    for name in (*model_files.ALWAYS, *model_files.DYNAMIC_GRAPH, *model_files.IVECTORS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(model_files.MAGIC.get(Path(name).suffix, b"") + b"x")
    (folder / "conf/mfcc.conf").write_text("--use-energy=false\n--sample-frequency=16000\n")
    return folder


def test_the_shipped_model_is_whole_and_narrow_band() -> None:
    model_files.check(DEMO)
    assert model_files.sample_rate(DEMO) == 8_000 and len(model_files.sums(DEMO)) == 7


def test_an_official_model_is_taken_as_it_is(official: Path) -> None:
    model_files.check(official)
    assert model_files.sample_rate(official) == 16_000 and model_files.sums(official) == {}


def test_a_model_that_does_not_say_its_rate_has_the_usual_one(official: Path) -> None:
    (official / "conf/mfcc.conf").write_text("--num-ceps=40\n")
    assert model_files.sample_rate(official) == 16_000


@pytest.mark.parametrize("name", [*model_files.ALWAYS, *model_files.DYNAMIC_GRAPH, *model_files.IVECTORS])
@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["missing", "empty"])
def test_a_file_that_is_not_there_is_named_with_what_to_do(
    official: Path, name: str, spoil: Callable[[Path], object]
) -> None:
    spoil(official / name)
    with pytest.raises(ModelFault, match=name) as fault:
        model_files.check(official)
    assert "./hotline model" in str(fault.value) and "\n" not in str(fault.value)


@pytest.mark.parametrize("name", ["am/final.mdl", "graph/HCLG.fst"])
def test_a_file_of_another_kind_is_noticed(model: Path, name: str) -> None:
    (model / name).write_bytes(b"<html>not found</html>")
    with pytest.raises(ModelFault, match="格式不对"):
        model_files.check(model)


def test_one_changed_byte_is_noticed(model: Path) -> None:
    content = bytearray((model / "am/final.mdl").read_bytes())
    content[100_000] ^= 1
    (model / "am/final.mdl").write_bytes(content)
    with pytest.raises(ModelFault, match="SHA256SUMS"):
        model_files.check(model)


def test_no_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="没有这个文件夹"):
        model_files.check(tmp_path / "none")


def zipped(model: Path, inside: str = "") -> Path:
    return Path(shutil.make_archive(str(model) + "-zip", "zip", model.parent if inside else model, inside or None))


def tarred(model: Path) -> Path:
    return Path(shutil.make_archive(str(model) + "-tar", "gztar", model.parent, model.name))


def test_a_model_is_installed_from_a_zip_with_a_folder_of_its_own(model: Path, tmp_path: Path) -> None:
    (model / model_files.SUMS).unlink()
    target = install(str(zipped(model, "mine")), tmp_path / "models", "", nothing)
    assert target == tmp_path / "models/mine" and installed(tmp_path / "models")["mine"] == target
    assert len(model_files.sums(target)) == 7, "from now on a change is noticed"
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["mine"]


def test_a_model_is_installed_from_a_tar_under_a_name_of_choice(model: Path, tmp_path: Path) -> None:
    moved: list[int] = []
    target = install(str(tarred(model)), tmp_path / "models", "new-name", moved.append)
    model_files.check(target)
    assert target.name == "new-name" and sum(moved) > 10_000_000


def test_an_archive_without_a_folder_gives_the_model_its_name(model: Path, tmp_path: Path) -> None:
    assert install(zipped(model).as_uri(), tmp_path / "models", "", nothing).name == "mine-zip"


def test_a_model_that_is_there_is_not_replaced(model: Path, tmp_path: Path) -> None:
    install(str(model), tmp_path / "models", "mine", nothing)
    with pytest.raises(InstallFault, match="已安装"):
        install(str(model), tmp_path / "models", "mine", nothing)


def refused(source: Path, tmp_path: Path, fault: type[Exception], words: str, name: str = "") -> None:
    with pytest.raises(fault, match=words):
        install(str(source), tmp_path / "models", name, nothing)
    assert list((tmp_path / "models").iterdir()) == []


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "..\\out", "C:\\out"])
def test_an_archive_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(name, "x")
    refused(tmp_path / "evil.zip", tmp_path, ArchiveFault, "之外")
    assert not (tmp_path / "out").exists()


def test_links_in_an_archive_are_left_out(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        link = tarfile.TarInfo("am")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("am/final.mdl"), io.BytesIO())
    refused(tmp_path / "evil.tar", tmp_path, ModelFault, "缺少文件|是空的", name="evil")
    assert not Path("/etc/final.mdl").exists()


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("am/final.mdl", bytes(5_000_000))
    monkeypatch.setattr("transcribe.unpack.MOST_BYTES", 1_000_000)
    refused(tmp_path / "bomb.zip", tmp_path, ArchiveFault, "已停止")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"plain"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.zip").write_bytes(content)
    refused(tmp_path / "no.zip", tmp_path, InstallFault, "不是支持的压缩包")


def test_an_archive_cut_short_is_refused(model: Path, tmp_path: Path) -> None:
    whole = tarred(model)
    (tmp_path / "cut.tar.gz").write_bytes(whole.read_bytes()[:3_000_000])
    refused(tmp_path / "cut.tar.gz", tmp_path, ArchiveFault, "已损坏")


def test_an_archive_without_a_model_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    refused(tmp_path / "other.zip", tmp_path, InstallFault, "没有 Vosk 语音模型")


def test_a_model_that_only_looks_whole_is_refused(official: Path, tmp_path: Path) -> None:
    """Vosk ends the process over it: the trial has one of its own."""
    refused(official, tmp_path, ModelFault, "无法载入")


@pytest.mark.parametrize("name", ["../x", ".hidden", "空", "a b", "x" * 99])
def test_a_name_that_is_no_folder_name_is_refused(model: Path, tmp_path: Path, name: str) -> None:
    refused(model, tmp_path, InstallFault, "模型名", name=name)


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.zip", tmp_path, InstallFault, "找不到")
