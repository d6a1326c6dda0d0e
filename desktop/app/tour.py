"""The tour of one minute: a few places of the window, each with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from desktop.look.language import say
from desktop.look.theme import CORNER, HEADING, STEP, Theme
from desktop.look.widgets import in_column, in_row, wrapped_label
from desktop.pages.page import Page
from desktop.pages.rules.page import RulesPage
from desktop.pages.split.page import SplitPage
from models.words.text import text

_WIDTH = 84 * STEP
_VEIL = 130
_AROUND = 2 * STEP
_Key = Qt.Key
_Page = TypeVar("_Page", bound=Page)


@dataclass(frozen=True)
class TourStop:
    """One place of the tour.

    Attributes:
        title: what it is, in a few words.
        text: what one does there.
        place: returns the widget to point at; called when the tour gets there, so that it can
            show the page first.
    """

    title: str
    text: str
    place: Callable[[], QWidget]


class Tour(QWidget):
    """Lies over the window; Enter or Right goes on, Left goes back, Escape ends it.

    Attributes:
        target: what is framed, in the window.

    Signals:
        ended: the tour is over, at its end or before.
    """

    ended = Signal()

    def __init__(self, stops: Sequence[TourStop], theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._stops, self._at = tuple(stops), -1
        self.target = QRect()
        self._place: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Tour"))
        self.title, self.text = QLabel(), wrapped_label()
        self.title.setFont(theme.font(HEADING, heavy=True))
        self.count = QLabel()
        self.count.setObjectName("quiet")
        self.back_button = QPushButton(self.tr("&Back"))
        self.next_button = QPushButton()
        self.skip_button = QPushButton(self.tr("&Skip the tour"))
        self.skip_button.setObjectName("link")
        self.bubble = self._bubble()
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forward)
        self.skip_button.clicked.connect(self.end)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.forward()

    @Slot()
    def forward(self) -> None:
        """Go to the next place; after the last one the tour is over."""
        if self._at + 1 == len(self._stops):
            self.end()
        else:
            self._go_to(self._at + 1)

    @Slot()
    def back(self) -> None:
        """Go to the place before."""
        if self._at > 0:
            self._go_to(self._at - 1)

    @Slot()
    def end(self) -> None:
        """Give the window back."""
        self._at = -1
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, or end."""
        match event.key():
            case _Key.Key_Return | _Key.Key_Enter | _Key.Key_Right:
                self.forward()
            case _Key.Key_Left:
                self.back()
            case _Key.Key_Escape:
                self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever size it gets, and frame the place where it comes to stand."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self._point()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and watched is self._place:
            self._point()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Veil everything but the place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QPainterPath()
        veil.addRect(QRectF(self.rect()))
        place = QPainterPath()
        place.addRoundedRect(QRectF(self.target), CORNER, CORNER)
        painter.fillPath(veil.subtracted(place), QColor(0, 0, 0, _VEIL))
        painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
        painter.drawPath(place)

    def _bubble(self) -> QFrame:
        bubble = QFrame(self)
        bubble.setObjectName("bubble")
        bubble.setFixedWidth(_WIDTH)
        bubble.setAutoFillBackground(True)
        texts = in_column(self.count, self.title, self.text)
        buttons = in_row(self.skip_button, 1, self.back_button, self.next_button)
        bubble.setLayout(in_column(texts, buttons, spacing=4 * STEP, margins=(4 * STEP,) * 4))
        return bubble

    def _go_to(self, at: int) -> None:
        self._at = at
        stop = self._stops[at]
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.count.setText(say(text("{at} of {of}", at=at + 1, of=len(self._stops))))
        self.back_button.setVisible(at > 0)
        last = at + 1 == len(self._stops)
        self.next_button.setText(self.tr("&Done") if last else self.tr("&Next"))
        self.setAccessibleDescription(f"{stop.title}. {stop.text}")
        self._point()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self) -> None:
        """Frame the place and put the bubble where there is room, beside it or below it."""
        if self._at < 0:
            return
        widget = self._stops[self._at].place()
        if widget is not self._place:
            if self._place is not None:
                self._place.removeEventFilter(self)
            widget.installEventFilter(self)
            self._place = widget
        corner = widget.mapTo(self._window, QPoint(0, 0))
        around = QRect(corner, widget.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        self.target = around.intersected(self.rect())
        self.bubble.adjustSize()
        self.bubble.move(_beside(self.target, self.bubble.rect(), self.rect()))
        self.update()


def _beside(target: QRect, bubble: QRect, room: QRect) -> QPoint:
    """Return where a bubble fits: beside the place, below it, or in its lower right corner."""
    gap = 3 * STEP
    corners = (
        QPoint(target.right() + gap, target.top()),
        QPoint(target.left(), target.bottom() + gap),
        QPoint(target.left() - gap - bubble.width(), target.top()),
        QPoint(target.left(), target.top() - gap - bubble.height()),
    )
    for corner in corners:
        if room.contains(bubble.translated(corner)):
            return corner
    return target.bottomRight() - bubble.bottomRight() - QPoint(gap, gap)


class Show(Protocol):
    """Shows the page of a kind and returns it."""

    def __call__(self, kind: type[_Page]) -> _Page:
        """Show it."""
        ...


def stops(show: Show, rail: QWidget, menus: QWidget) -> list[TourStop]:
    """Return the places of the tour, from the sentence of the split to the meeting."""
    translate = QCoreApplication.translate

    def on_split(place: QWidget) -> QWidget:
        show(SplitPage)
        return place

    return [
        TourStop(
            translate("Tour", "Start with the sentence"),
            translate(
                "Tour", "Each page opens with its result, in the names and figures of the case."
            ),
            lambda: show(SplitPage).sentence,
        ),
        TourStop(
            translate("Tour", "Who pays what"),
            translate(
                "Tour", "Fold rows with a click. Choose a figure, and the reasons stand beside it."
            ),
            lambda: show(SplitPage).matrix,
        ),
        TourStop(
            translate("Tour", "Argue with it"),
            translate(
                "Tour",
                "Move a rule or switch a clause: the split follows at once, and every move "
                "can be undone.",
            ),
            lambda: show(RulesPage).rules,
        ),
        TourStop(
            translate("Tour", "The pages"),
            translate(
                "Tour",
                "Data, trajectories, split, rules, comparison, exchange. Ctrl and a number "
                "open them; Ctrl+K finds everything else.",
            ),
            lambda: on_split(rail),
        ),
        TourStop(
            translate("Tour", "Before the meeting"),
            translate(
                "Tour", "F11 fills the screen with the split and a few sliders, for the projector."
            ),
            lambda: on_split(menus),
        ),
    ]
