"""How the register's tables came to be, step by step. The last one's number is `setup.EDITION`."""
