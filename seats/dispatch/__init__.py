"""统一调度: what a supervisor does with seats, queues and callers of the own jurisdiction."""
