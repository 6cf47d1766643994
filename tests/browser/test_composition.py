"""Typing with an input method (IME): nothing happens while a text is being composed."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def composing(server, visit):
    """A tab whose search box has the focus, and a session that composes in it."""
    tab = visit(f"{server}/?lang=ja")
    tab.page.get_by_role("combobox").first.focus()
    return tab, tab.page.context.new_cdp_session(tab.page)


def compose(session, text: str) -> None:
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": 0, "selectionEnd": len(text)})


def press_taken_key(session, key: str) -> None:
    """Press a key that the input method takes."""
    event = {"key": key, "code": key, "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})


def test_while_a_text_is_composed_nothing_is_suggested_filtered_or_opened(composing):
    tab, session = composing
    shown, url = tab.shown(), tab.page.url
    entries = tab.page.evaluate("history.length")
    for text in ("お", "おお", "おおさか", "大阪"):
        compose(session, text)
        press_taken_key(session, "ArrowDown")
    press_taken_key(session, "Enter")
    tab.page.wait_for_timeout(500)
    assert tab.page.get_by_role("combobox").first.input_value() == "大阪"
    expect(tab.page.get_by_role("listbox")).to_be_hidden()
    expect(tab.page.get_by_role("dialog")).to_be_hidden()
    assert (tab.shown(), tab.page.url, tab.page.evaluate("history.length")) == (shown, url, entries)


def test_the_end_of_a_composition_searches(composing):
    tab, session = composing
    compose(session, "大阪")
    session.send("Input.insertText", {"text": "大阪"})
    expect(tab.page.get_by_role("option").first).to_contain_text("大阪")
    tab.page.wait_for_url("**q=%E5%A4%A7%E9%98%AA")


def test_what_was_typed_before_a_composition_does_not_interrupt_it(composing):
    tab, session = composing
    tab.page.keyboard.type("a")
    compose(session, "おお")
    tab.page.wait_for_timeout(500)
    assert tab.page.get_by_role("combobox").first.input_value() == "aおお"
    assert "q=" not in tab.page.url


def test_a_space_after_a_word_stays(server, visit):
    tab = visit(f"{server}/?lang=en")
    box = tab.page.get_by_role("combobox").first
    box.press_sequentially("san ")
    tab.page.wait_for_url("**q=san")
    assert box.input_value() == "san "
