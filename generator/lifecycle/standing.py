"""The state of an agreement on a day, worked out from what happened to it and from what the law ends by itself.

In: a Library, a Life, a day. Out: its Standing. Events are taken in the order of the days from which they hold; what
the table doesn't allow in the state reached then has no effect. By itself an agreement ends when its term does
(suspended or not), and after a suspension that the institution asked for where the law of that day says so without
原则上. What ends 原则上, or may be decided, is told and never happens here.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.dates import reach
from generator.lifecycle.law import law_on, table_of
from generator.lifecycle.records import Happened, Life, Standing
from generator.model.citation import Citation
from generator.model.library import Library
from generator.model.lifecycle import DeadlineRule
from generator.model.units import print_date

IN_FORCE, SUSPENDED, ENDED = "in_force", "suspended", "ended"

RENEW, NOT_RENEW = "renew", "not-renew"

ONE_DAY = timedelta(days=1)


def standing_on(library: Library, life: Life, on: date) -> Standing:
    """Return the state of an agreement on a day; raise `UsageError` where the library knows no states."""
    return replay(library, life, on)


def replay(library: Library, life: Life, on: date, pending: Happened | None = None) -> Standing:
    """Return the standing on a day; of an event that is `pending` only what it says of earlier days is heard.

    A request that came in time, or a renewal that was late by the agency's doing, keeps an ending off.
    """
    walk = _Walk(library, life, pending)
    for happened in sorted(life.happened, key=lambda one: one.on):
        if happened.on > on:
            break
        walk.pass_to(happened.on)
        if walk.closed:
            break
        walk.take(happened)
    walk.pass_to(on)
    return walk.standing(on)


def follower_of(life: Life) -> Happened | None:
    """Return the renewal that made a new agreement, which follows this one when its term is over."""
    return next((one for one in life.happened if one.event == RENEW and one.term is None), None)


def lapse_rule(library: Library, region: str, suspension: Happened) -> tuple[DeadlineRule, date] | None:
    """Return the rule on a suspension that was asked for and not ended, and the last day of its period.

    The rule is that of the day after this period: what lapsed before then no longer ends anything.
    """
    found = _lapse(library, region, suspension, suspension.on)
    return found and _lapse(library, region, suspension, found[1] + ONE_DAY)


def _lapse(library: Library, region: str, suspension: Happened, on: date) -> tuple[DeadlineRule, date] | None:
    for rule in law_on(library, region, on).deadlines:
        if rule.after == suspension.event and rule.by == suspension.by and rule.automatic != "never" and rule.period:
            return rule, reach(suspension.on, rule.period).day
    return None


class _Walk:
    """An agreement on its way through the days."""

    def __init__(self, library: Library, life: Life, pending: Happened | None) -> None:
        self.library, self.life = library, life
        self.table = table_of(library)
        self.known = (*life.happened, *([pending] if pending else []))
        self.state, self.since = IN_FORCE, life.start
        self.terms = [(life.start, life.end)]
        self.suspension: Happened | None = None
        self.counted: list[Happened] = []
        self.not_renewed: date | None = None
        self.because: list[str] = []

    @property
    def closed(self) -> bool:
        """Whether nothing more can happen."""
        return self.table.closes(self.state)

    @property
    def end(self) -> date | None:
        """The last day that has been agreed."""
        return self.terms[-1][1]

    def pass_to(self, day: date) -> None:
        """Let the days up to one go by, and end what ends by itself."""
        if self.closed:
            return
        endings = [found for found in (self._expiry(), self._lapse()) if found is not None and found[0] <= day]
        if endings:
            since, because = min(endings, key=lambda found: found[0])
            self.state, self.since, self.because = ENDED, since, [*self.because, *because]

    def take(self, happened: Happened) -> None:
        """Let an event take effect, where the state allows it."""
        event = self.table.events.get(happened.event)
        if event is None or self.state not in event.states:
            return
        if event.to is None:
            self._renew(happened)
            return
        self.state, self.since = event.to, happened.on
        self.suspension = happened if event.to == SUSPENDED else None
        initiator = event.by.get(happened.by)  # type: ignore[call-overload]
        ground = f"（{self._cited(initiator.cite, initiator.quote)}）" if initiator else ""
        self.because = [f"自{print_date(happened.on)}起{self.table.states[event.to]}{ground}"]
        if event.to == SUSPENDED and happened.by in self.table.repeated_suspension.counts:
            self.counted.append(happened)

    def _renew(self, happened: Happened) -> None:
        if happened.term is not None:
            self.terms.append(happened.term)
            self.not_renewed = None
        elif happened.event == NOT_RENEW:
            self.not_renewed = happened.on

    def standing(self, on: date) -> Standing:
        """Return where the walk has come to."""
        start, end = self._term(on)
        suspension = self.suspension if self.state == SUSPENDED else None
        return Standing(
            state=self.state, since=self.since, start=start, end=self.end,
            until=suspension.day("suspended_to") if suspension else None,
            because=(*self.because, *self._told(suspension, on)),
            suspensions=self._suspensions(start, end, on), closed=self.closed,
        )  # fmt: skip

    def _term(self, on: date) -> tuple[date, date | None]:
        """Return the term that runs on a day, or ran last, or is the first."""
        return next((term for term in reversed(self.terms) if term[0] <= on), self.terms[0])

    def _suspensions(self, start: date, end: date | None, on: date) -> int:
        """Count the suspensions of a term; one decision of another region counts once however often it comes here."""
        within = [one for one in self.counted if start <= one.on <= on and (end is None or one.on <= end)]
        return len({one.facts.get("spread_number") or f"#{place}" for place, one in enumerate(within)})

    def _expiry(self) -> tuple[date, list[str]] | None:
        if self.end is None or self._goes_on(self.end):
            return None
        since = self.end + ONE_DAY
        until = self.suspension.day("suspended_to") if self.suspension and self.state == SUSPENDED else None
        follower = follower_of(self.life)
        if follower is not None:
            return since, [f"自{print_date(since)}起由续签的协议{follower.paper or ''}接续"]
        causes = ["suspension_outlived"] if until is not None and until > self.end else []
        lines = [self._cause(name, since) for name in (*causes, "expiry")]
        return since, [line for line in lines if line]

    def _goes_on(self, end: date) -> bool:
        """Say whether a renewal came late by the agency's doing: until it came the agreement went on."""
        facts = [cause.unless.fact for event in self.table.events.values() for cause in event.causes.values()
                 if cause.unless]  # fmt: skip
        return any(
            happened.on > end and happened.term is not None and happened.term[0] <= end + ONE_DAY
            and any(happened.facts.get(fact) == "true" for fact in facts)
            for happened in self.known
        )  # fmt: skip

    def _lapse(self) -> tuple[date, list[str]] | None:
        """Return when a suspension that was asked for ends the agreement by itself."""
        found = self._unanswered()
        if found is None or found[0].automatic != "always":
            return None
        rule, last = found
        since = last + ONE_DAY
        return since, [f"{rule.label}（至{print_date(last)}）：{rule.what}（{self._cited(rule.cite, rule.quote)}）"]

    def _unanswered(self) -> tuple[DeadlineRule, date] | None:
        """Return the lapse of the present suspension, unless a request to go on came in time."""
        if self.suspension is None or self.state != SUSPENDED:
            return None
        found = lapse_rule(self.library, self.life.region, self.suspension)
        if found is None or any(self._asked_by(happened, found[1]) for happened in self.known):
            return None
        return found

    def _asked_by(self, happened: Happened, last: date) -> bool:
        event, asked = self.table.events.get(happened.event), happened.day("request_received_on")
        resumes = event is not None and event.to == IN_FORCE and SUSPENDED in event.states
        return resumes and asked is not None and self.suspension is not None and self.suspension.on <= asked <= last

    def _told(self, suspension: Happened | None, on: date) -> tuple[str, ...]:
        """Return what is to come, and what must be decided now about a suspension and doesn't happen by itself."""
        lines = []
        if self.not_renewed and not self.closed:
            lines.append(f"已于{print_date(self.not_renewed)}提出不再续签，有效期满后终止")
        if suspension is None:
            return tuple(lines)
        law = law_on(self.library, self.life.region, on)
        until = suspension.day("suspended_to")
        for rule in law.deadlines:
            if until is not None and until < on and rule.after == suspension.event and rule.start == "suspended_to":
                lines.append(f"中止期至{print_date(until)}：{rule.what}（{self._cited(rule.cite, rule.quote)}）")
        lapse = self._unanswered()
        if lapse is not None and lapse[1] < on:
            rule, last = lapse
            lines.append(f"{rule.label}（至{print_date(last)}）：{rule.what}（{self._cited(rule.cite, rule.quote)}）")
        return tuple(lines)

    def _cause(self, name: str, on: date) -> str | None:
        """Return why an agreement ends, in the words of the law of that day."""
        cause = next((event.causes[name] for event in self.table.events.values() if name in event.causes), None)
        if cause is None:
            return None
        ground = law_on(self.library, self.life.region, on).grounds.get(cause.ground or "")
        cite, quote = (ground.cite, ground.quote) if ground else (cause.cite, cause.quote)
        return f"自{print_date(on)}起终止：{cause.label}（{self._cited(cite, quote)}）"

    def _cited(self, cite: Citation, quote: str) -> str:
        return f"{self.library.print_citation(cite)}“{quote}”"
