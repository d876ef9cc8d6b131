"""xieyi 协议: agreements assembled from clauses and checked against the law in force."""
