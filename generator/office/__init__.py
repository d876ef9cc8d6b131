"""What an office does with its agreements: sign, take in, let events take place, keep, report.

In: a desk (library, register, who works, which day) and a case. Out: papers in place and the register knowing of them,
or problems and nothing changed. The register stores, `lifecycle` judges, `issuing` makes; this package joins them.
"""
