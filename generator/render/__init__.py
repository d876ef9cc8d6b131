"""Step 4: Document → bytes, one module a format; the registry is `formats`, the killable worker `bounded`."""
