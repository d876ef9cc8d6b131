"""The rules: one a module, whose name is the problem's code and whose `find(facts)` yields its problems."""
