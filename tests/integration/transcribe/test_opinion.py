"""A second opinion asked over the wire: whatever the service does, there is an answer or a fault, in time."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from structlog.testing import capture_logs

from cases.drafting import Call, Turn
from tests.fakes.opinion_server import (
    Asked,
    Behaviour,
    content,
    dripping,
    endless,
    gives,
    hanging_up,
    opinion_server,
    says,
    says_text,
    silent,
)
from tests.integration.transcribe.conftest import Hall
from transcribe.jobs import transcribe
from transcribe.opinion import Opinion, OpinionFault, is_own

WHEN = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
CALL = Call(WHEN, "13800000000", "370900", (Turn("operator", "您好"), Turn("caller", "昨天晚上他打我")))
SAID = {"incident_place": {"value": "门口", "words": "门口"}}


def test_the_words_are_sent_and_the_answer_comes_back() -> None:
    with opinion_server(says(SAID)) as service:
        assert Opinion(service.address, "m", key="k1").about(CALL) == SAID
    (heard,) = service.heard
    assert (heard["path"], heard["model"], heard["stream"]) == ("/v1/chat/completions", "m", False)
    assert "昨天晚上他打我" in heard["messages"][1]["content"]
    assert service.headers[0]["Authorization"] == "Bearer k1"


def test_neither_the_callers_number_nor_the_unit_is_sent() -> None:
    with opinion_server(says({})) as service:
        Opinion(service.address, "m").about(CALL)
    sent = json.dumps(service.heard[0], ensure_ascii=False)
    assert CALL.caller_id not in sent
    assert CALL.called_unit not in sent


@pytest.mark.parametrize("text", ['```json\n{"a": 1}\n```', '<think>嗯</think>\n{"a": 1}', '好的：{"a": 1}。'])
def test_an_answer_in_wrapping_is_read(text: str) -> None:
    with opinion_server(says_text(text)) as service:
        assert Opinion(service.address, "m").about(CALL) == {"a": 1}


BAD: dict[str, Behaviour] = {
    "html": gives(b"<html><body>login</body></html>"),
    "no_json": says_text("我不知道"),
    "cut_json": says_text('{"a": '),
    "a_list": says([1, 2]),
    "not_the_shape": gives(b'{"choices": []}'),
    "null": gives(b"null"),
    "choices_of_text": gives(b'{"choices": "x"}'),
    "content_is_a_number": gives(b'{"choices": [{"message": {"content": 5}}]}'),
    "deep": gives(content("[" * 5_000 + "{" * 90_000 + "}")),
    "huge_number": gives(content('{"a": ' + "9" * 10_000 + "}")),
    "bytes": gives(bytes(range(256)) * 20),
    "empty": gives(b""),
    "error": gives(b"{}", 500),
    "not_allowed": gives(b"{}", 401),
    "hundred_megabytes": endless,
    "longer_than_it_says": gives(b"{", Content_Length="500"),
    "no_length": gives(b"{}", Content_Length="many"),
    "hangs_up": hanging_up,
}


@pytest.mark.parametrize("behave", BAD.values(), ids=BAD)
def test_a_service_that_misbehaves_is_a_fault_and_nothing_else(behave: Behaviour) -> None:
    with opinion_server(behave) as service, pytest.raises(OpinionFault):
        Opinion(service.address, "m", timeout_s=5).about(CALL)


@pytest.mark.parametrize("behave", [silent, dripping])
def test_a_service_that_is_slow_is_left_when_the_time_is_over(behave: Behaviour) -> None:
    with opinion_server(behave) as service:
        began = time.monotonic()
        with pytest.raises(OpinionFault):
            Opinion(service.address, "m", timeout_s=0.3).about(CALL)
        # Far below what the service would have taken.
        assert time.monotonic() - began < 10


def test_a_dead_service_is_a_fault() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(OpinionFault, match="连不上"):
        Opinion(f"http://127.0.0.1:{port}/v1", "m").about(CALL)


def test_a_redirect_is_not_followed() -> None:
    with opinion_server(says(SAID)) as other:
        moved = gives(b"", 307, Location=f"{other.address}/chat/completions")
        with opinion_server(moved) as service, pytest.raises(OpinionFault, match="307"):
            Opinion(service.address, "m").about(CALL)
    assert other.heard == []


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with opinion_server(says({})) as proxy, opinion_server(says(SAID)) as service:
        monkeypatch.setenv("http_proxy", proxy.address)
        assert Opinion(service.address, "m").about(CALL) == SAID
    assert proxy.heard == []


@pytest.mark.parametrize("address", ["https://8.8.8.8/v1", "http://[::ffff:8.8.8.8]/v1"])
def test_an_address_outside_our_network_is_never_connected(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    with pytest.raises(OpinionFault, match="本单位网络"):
        Opinion(address, "m").about(CALL)


@pytest.mark.parametrize(
    ("ip", "own"),
    [("10.1.2.3", True), ("::1", True), ("fe80::1%eth0", True), ("1.1.1.1", False), ("2001:4860::8", False)],
)
def test_private_addresses_are_ours(ip: str, own: bool) -> None:
    assert is_own(ip) is own


def test_a_call_that_is_too_long_is_not_sent() -> None:
    with opinion_server(says({})) as service, pytest.raises(OpinionFault, match="太长"):
        Opinion(service.address, "m").about(Call(WHEN, "", "", (Turn("caller", "我" * 60_001),)))
    assert service.heard == []


def test_a_fault_and_a_representation_carry_neither_words_nor_key() -> None:
    with opinion_server(says_text("昨天晚上他打我 k1")) as service:
        opinion = Opinion(service.address, "m", key="k1")
        with pytest.raises(OpinionFault) as fault:
            opinion.about(CALL)
    assert "昨天" not in str(fault.value)
    assert "k1" not in str(fault.value) + repr(opinion)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, ssl.SSLContext]]:
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*private))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    yield folder / "cert.pem", context


def test_tls_with_a_known_certificate_works(certificate: tuple[Path, ssl.SSLContext]) -> None:
    known, context = certificate
    with opinion_server(says(SAID), context) as service:
        assert Opinion(service.address, "m", ca_file=str(known)).about(CALL) == SAID


def test_tls_with_an_unknown_certificate_is_refused(certificate: tuple[Path, ssl.SSLContext]) -> None:
    with opinion_server(says(SAID), certificate[1]) as service, pytest.raises(OpinionFault, match="证书"):
        Opinion(service.address, "m").about(CALL)
    assert service.heard == []


def drafted(hall: Hall) -> dict[str, Any]:
    with hall.store.reading() as work:
        registration = work.registrations.of_call("c1")
        assert registration is not None
        draft = work.registrations.draft(registration)
    assert draft is not None
    return draft


PERSON = {"unit": "泰安市公安局", "words": "泰安市公安局"}
DEMAND = {"demand": {"value": "要求公安局依法处理", "words": "我要举报泰安市公安局"}, "accused": [PERSON]}


def test_a_transcript_is_drafted_by_the_rules_and_then_filled_by_the_opinion(hall: Hall) -> None:
    hall.call()
    with opinion_server(says(DEMAND)) as service:
        assert transcribe(replace(hall.bench, opinion=Opinion(service.address, "m")), "c1", 1)
    draft = drafted(hall)
    assert draft["fields"]["demand"] == "要求公安局依法处理"
    assert draft["evidence"]["demand"][0]["source"] == "opinion"
    assert hall.kinds() == ["TranscriptReady", "RegistrationDrafted", "RegistrationDrafted"]


@pytest.mark.parametrize("behave", [*BAD.values(), silent], ids=[*BAD, "silent"])
def test_a_bad_service_leaves_the_transcript_and_the_draft_of_the_rules(hall: Hall, behave: Behaviour) -> None:
    hall.call()
    with opinion_server(behave) as service, capture_logs() as logs:
        opinion = Opinion(service.address, "m", timeout_s=2 if behave is not silent else 0.2)
        assert transcribe(replace(hall.bench, opinion=opinion), "c1", 1)
    assert hall.row().state == "ready"
    assert drafted(hall)["fields"]["accused"][0]["unit"] == "泰安市公安局"
    assert [line["call_id"] for line in logs if "第二意见" in line["event"]] == ["c1"]
    assert "举报" not in json.dumps(logs, ensure_ascii=False, default=str)


def test_the_service_is_asked_while_no_transaction_is_open(hall: Hall) -> None:
    hall.call()
    seen: list[str] = []

    def look(asked: Asked) -> None:
        with hall.store.work() as work:
            work.calls.arrived("c2", unit="370900", called="", caller="", action="queue", at=work.now)
            work.commit()
        seen.append(drafted(hall)["id"])
        says({})(asked)

    with opinion_server(look) as service:
        transcribe(replace(hall.bench, opinion=Opinion(service.address, "m")), "c1", 1)
    assert seen == ["c1"]


def test_without_an_address_nothing_is_asked(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.call()
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))
    assert hall.bench.opinion is None
    assert transcribe(hall.bench, "c1", 1)
