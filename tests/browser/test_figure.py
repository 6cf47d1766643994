"""A figure opened as a page."""


def test_a_drawing_opened_by_itself_is_drawn_in_its_colours_and_asks_for_nothing(server, visit):
    tab = visit(f"{server}/figure.svg?country=DE&lang=ja", wait=False)
    fills = tab.page.evaluate(
        """() => {
            const paths = [...document.querySelectorAll("path")];
            return new Set(paths.map((path) => getComputedStyle(path).fill)).size;
        }"""
    )
    assert fills >= 3
    assert (tab.console_messages, tab.external_requests) == ([], [])
