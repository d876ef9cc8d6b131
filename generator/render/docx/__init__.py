"""Step 4 · Document → Word.

In: a Document and a layout folder with `frame.docx`. Out: the bytes of a Word file. The frame is a
Word file that office staff restyle: it holds the page (GB/T 9704-2012), the styles, the cover, the
header and footer, the table of the parties and the signing page, with docxtpl's tags. The clauses
are written by this package in the frame's named styles.

1. `package`  the zip: read a frame's parts, write a file's parts
2. `tags`     what a tag in a frame may say, checked before it is compiled
3. `frame`    a frame, compiled once for its content
4. `probe`    a trial run that shows that a frame prints all of a Document
5. `styles`, `runs`, `body`  the Document's nodes as WordprocessingML
6. `values`   what a frame's tags see of a Document
"""

from generator.render.docx.render import render_docx

__all__ = ["render_docx"]
