"""The style sheet: how each kind of widget is drawn, from the tokens."""

from wizard.ui.tokens import ICON_GROWS, RAIL_GROWS, RAIL_SLIM, RAIL_WIDTH, TARGET, Tokens

BASE_PX = 13.5
"""Normal text at 100 %; the sizes beside it were drawn for it."""

_TEXT = """
QLabel {{ color: {text}; background: transparent; }}
QLabel[kind="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[kind="muted"], QLabel[kind="lead"] {{ color: {muted}; }}
QLabel[kind="small"] {{ color: {muted}; font-size: {small}px; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="name"] {{ font-weight: 500; }}
QLabel[kind="error"] {{ color: {error}; }}
QLabel[kind="ok"] {{ color: {ok}; }}
QLabel[kind="number"] {{ color: {muted}; font-family: "{mono}"; font-size: {small}px; }}
QLabel[kind="code"] {{ font-family: "{mono}"; font-size: {small}px; }}
QLabel[kind="minus"], QLabel[kind="plus"] {{ font-family: "{mono}"; font-size: {small}px; padding: 1px 5px;
  border-radius: 3px; }}
QLabel[kind="minus"] {{ color: {error}; background: {error_soft}; }}
QLabel[kind="plus"] {{ color: {ok}; background: {ok_soft}; }}
QLabel[kind="quote"] {{ font-family: "{mono}"; font-size: {small}px; background: {sunk}; border: 1px solid {hairline};
  border-radius: 6px; padding: 8px; }}
QLabel[kind="chip"], QLabel[kind="chip-accent"], QLabel[kind="chip-ok"], QLabel[kind="chip-warn"],
  QLabel[kind="chip-error"] {{
  font-size: {small}px; font-weight: 500; border-radius: 9px; padding: 2px 9px; color: {muted}; background: {sunk}; }}
QLabel[kind="chip-accent"] {{ color: {accent}; background: {accent_soft}; font-weight: 600; }}
QLabel[kind="chip-ok"] {{ color: {ok}; background: {ok_soft}; font-weight: 600; }}
QLabel[kind="chip-warn"] {{ color: {warn}; background: {warn_soft}; font-weight: 600; }}
QLabel[kind="chip-error"] {{ color: {error}; background: {error_soft}; font-weight: 600; }}
"""

_GROUNDS = """
QMainWindow, QDialog, QWidget[kind="page"] {{ background: {background}; }}
QScrollArea {{ background: {background}; border: none; }}
QFrame[kind="rail"] {{ background: {rail}; border: none; border-right: 1px solid {hairline};
  min-width: {rail_width}px; max-width: {rail_width}px; }}
QFrame[kind="rail-slim"] {{ background: {rail}; border: none; border-right: 1px solid {hairline};
  min-width: {rail_slim}px; max-width: {rail_slim}px; }}
QFrame[kind="drawer"] {{ background: {rail}; border: none; border-left: 1px solid {hairline}; }}
QWidget[kind="drawer"] {{ background: {rail}; }}
QScrollArea[kind="drawer"] {{ background: {rail}; border: none; }}
QFrame[kind="bar"] {{ background: {background}; border: none; border-top: 1px solid {hairline}; }}
QFrame[kind="strip"] {{ background: {rail}; border: none; border-top: 1px solid {hairline}; }}
QFrame[kind="line"] {{ background: {hairline}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[kind="row"] {{ background: transparent; border: none; border-bottom: 1px solid {hairline}; }}
QFrame[kind="card"] {{ background: {card}; border: 1px solid {hairline}; border-radius: 8px; }}
QFrame[kind="card-error"] {{ background: {card}; border: 1px solid {error}; border-radius: 8px; }}
QFrame[kind="card-warn"] {{ background: {card}; border: 1px solid {warn}; border-radius: 8px; }}
QFrame[kind="card-chosen"] {{ background: {card}; border: 1px solid {accent}; border-radius: 8px; }}
QFrame[kind="card-accent"] {{ background: {accent_soft}; border: none; border-radius: 8px; }}
QFrame[kind="toast"] {{ background: {text}; border: none; border-radius: 8px; }}
QFrame[kind="toast"] QLabel {{ color: {background}; }}
"""

_BUTTONS = """
QPushButton {{ color: {text}; background: {card}; border: 1px solid {border}; border-radius: 6px; padding: 5px 13px;
  min-height: {button}px; outline: none; }}
QPushButton:hover {{ border-color: {text}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 12px; }}
QPushButton:disabled {{ color: {muted}; border-color: {hairline}; }}
QPushButton[kind="verb"] {{ color: {on_accent}; background: {accent}; border: 1px solid {accent}; font-weight: 600; }}
QPushButton[kind="verb"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="verb"]:disabled {{ color: {muted}; background: {sunk}; border-color: {hairline}; }}
QPushButton[kind="small"] {{ padding: 2px 10px; min-height: {target}px; }}
QPushButton[kind="small"]:focus {{ padding: 1px 9px; }}
QPushButton[opens="true"] {{ padding-right: 16px; }}
QPushButton[opens="true"]:focus {{ padding-right: 15px; }}
QPushButton::menu-indicator {{ image: url("{arrow}"); width: {mark}px; height: {mark}px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }}
QPushButton[kind="link"] {{ color: {accent}; background: transparent; border: 1px solid transparent; padding: 3px 5px;
  min-height: {target}px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {accent}; border-radius: 6px; padding: 2px 4px; }}
QPushButton[kind="status"] {{ color: {muted}; background: transparent; border: 1px solid transparent;
  font-size: {small}px; padding: 0 5px; min-height: {target}px; }}
QPushButton[kind="status"]:hover {{ color: {text}; text-decoration: underline; }}
QPushButton[kind="status"]:focus {{ border: 2px solid {accent}; padding: 0 4px; }}
QPushButton[kind="choice"] {{ border: 1px solid {hairline}; border-radius: 8px; padding: 0; text-align: left; }}
QPushButton[kind="choice"]:hover {{ border-color: {border}; }}
QPushButton[kind="choice"]:focus {{ border: 2px solid {accent}; padding: 0; }}
QPushButton[kind="row"] {{ background: transparent; border: none; border-bottom: 1px solid {hairline}; padding: 0;
  border-radius: 0; text-align: left; }}
QPushButton[kind="row"]:hover {{ background: {sunk}; }}
QPushButton[kind="row"]:focus {{ border: 2px solid {accent}; border-radius: 6px; padding: 0; }}
"""

_FIELDS = """
QLineEdit {{ color: {text}; background: {card}; border: 1px solid {border}; border-radius: 6px; padding: 5px 9px;
  min-height: {target}px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 4px 8px; }}
QLineEdit:read-only {{ background: {sunk}; font-family: "{mono}"; font-size: {small}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {error}; }}
QRadioButton, QCheckBox {{ color: {text}; background: transparent; min-height: {target}px; spacing: 9px;
  padding: 1px 5px;
  border: 2px solid transparent; border-radius: 6px; }}
QRadioButton:focus, QCheckBox:focus {{ border-color: {accent}; }}
QRadioButton:disabled, QCheckBox:disabled {{ color: {muted}; }}
QPlainTextEdit {{ color: {text}; background: {card}; border: 1px solid {hairline}; border-radius: 8px;
  padding: 6px; }}
QPlainTextEdit[kind="field"] {{ border-color: {border}; border-radius: 6px; }}
QPlainTextEdit[kind="code"] {{ font-family: "{mono}"; font-size: {small}px; }}
QHeaderView {{ background: {card}; border: none; }}
QHeaderView::section {{ color: {muted}; background: {card}; border: none; border-bottom: 1px solid {hairline};
  padding: 4px 8px 4px 11px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; }}
QTableView {{ color: {text}; background: {card}; border: 1px solid {hairline}; border-radius: 8px;
  padding: 3px; gridline-color: {hairline};
  selection-background-color: {accent_soft}; selection-color: {text}; outline: none; }}
QTableView:focus {{ border: 2px solid {accent}; padding: 2px; }}
QRadioButton::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {border}; border-radius: {round}px;
  background: {card}; }}
QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px; border: {ring}px solid {accent};
  background: {on_accent}; }}
QRadioButton::indicator:disabled {{ border-color: {hairline}; }}
QTableView::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {border}; border-radius: 3px;
  background: {card}; }}
QTableView::indicator:checked {{ border-color: {accent}; background: {accent}; image: url("{tick}"); }}
QTableView::item {{ border-bottom: 1px solid {hairline}; padding: 0 8px; }}
QProgressBar {{ background: {sunk}; border: 1px solid {hairline}; border-radius: 4px; min-height: 8px;
  max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QTableView::item:disabled {{ color: {muted}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; border-radius: 3px; min-height: 28px; margin: 2px 3px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QComboBox, QSpinBox {{ color: {text}; background: {card}; border: 1px solid {border}; border-radius: 6px;
  padding: 4px 9px; min-height: {target}px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView::item {{ min-height: {target}px; padding: 1px 6px; }}
QComboBox QAbstractItemView::item:selected {{ color: {on_accent}; background: {accent}; }}
QComboBox:focus, QSpinBox:focus {{ border: 2px solid {accent}; padding: 3px 8px; }}
QComboBox:disabled, QSpinBox:disabled {{ color: {muted}; border-color: {hairline}; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {mark}px; height: {mark}px; }}
QComboBox QAbstractItemView {{ color: {text}; background: {card}; border: 1px solid {border}; padding: 3px;
  outline: none; selection-background-color: {accent}; selection-color: {on_accent}; }}
QSpinBox {{ padding-right: 4px; }}
QCheckBox::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {border}; border-radius: 3px;
  background: {card}; }}
QCheckBox::indicator:checked {{ border-color: {accent}; background: {accent}; image: url("{tick}"); }}
QListWidget {{ color: {text}; background: {card}; border: 1px solid {hairline}; border-radius: 8px; outline: none;
  padding: 4px; }}
QListWidget:focus {{ border: 2px solid {accent}; padding: 3px; }}
QListWidget::item {{ min-height: {target}px; padding: 2px 6px; border-radius: 4px; }}
QListWidget::item:selected {{ color: {text}; background: {accent_soft}; }}
QTextBrowser {{ color: {text}; background: {background}; border: 2px solid transparent; border-radius: 6px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QTextBrowser:focus {{ border-color: {accent}; }}
QToolTip {{ color: {text}; background: {card}; border: 1px solid {border}; padding: 4px 6px; }}
"""


def rail_width(base_px: float) -> int:
    """Return the width of the list of steps for a size of the base text."""
    return round(RAIL_WIDTH * min(max(base_px / BASE_PX, 1.0), RAIL_GROWS))


def drawn(side: int, base_px: float) -> int:
    """Return the side of an icon or a box, 16 px at normal size, for a size of the base text."""
    return round(side * min(max(base_px / BASE_PX, 1.0), ICON_GROWS))


def _boxes(base_px: float) -> dict[str, int]:
    """Return what boxes, dots and arrows take; a box and a chosen dot are equally wide."""
    mark, ring = drawn(14, base_px), drawn(5, base_px)
    return {"mark": mark, "ring": ring, "dot": mark + 2 - 2 * ring, "round": mark // 2 + 1, "drop": mark + 10}


def stylesheet(look: Tokens, base_px: float, mono: str, *, tick: str, arrow: str) -> str:
    """Return the style sheet for a theme and a size of the base text."""
    values = {token: getattr(look, token) for token in look.__slots__}
    sizes = {
        "title": round(base_px * 21 / BASE_PX),
        "small": round(base_px * 12 / BASE_PX),
        "button": round(base_px * 1.55),
        "target": TARGET - 2,
        "rail_width": rail_width(base_px) - 1,
        "rail_slim": RAIL_SLIM - 1,
        **_boxes(base_px),
    }
    return (_TEXT + _GROUNDS + _BUTTONS + _FIELDS).format(**values, **sizes, mono=mono, tick=tick, arrow=arrow)
