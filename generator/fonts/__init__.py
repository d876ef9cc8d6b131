"""Which fonts a paper is set in, and which face of this machine holds which character.

In: `templates/fonts.yaml` (roles) and fontconfig's list of faces. Out: roles, faces, and the
characters that none of them holds. Nothing is asked of the system before it is needed.
"""
