"""The people behind the claims (相关人员): their payment qualification, their points, and what follows from them.

Pure, as all of `lifecycle`: what happened to a person, and a day, in; points of the year, states, problems out. The
numbers are the region's and the statute's, nhsa-personnel-2024.

    standing.staff_standing_on(library, life, on) -> StaffStanding
    ledger.ledger(life, on) -> tuple[Decision, ...]           the decisions that gave points, repairs and corrections in
    breaches.read_breaches(written) -> tuple[Breach, ...]     the fact `breaches`: 情形/责任/分值[/轻重/事由]
    scoring.score(library, region, breaches, day) -> Score
    consequence.consequence(library, region, before, points, on) -> Consequence
    judging.judge_staff(library, life, order, today) -> StaffJudgement
    deadlines.staff_deadlines(library, life, happened) -> tuple[Deadline, ...]; staff_due(library, lives, on, within)
"""
