"""Effects that must follow a deed: written with it, done by the worker, safe to repeat."""

from storefront.outbox.queue import enqueue

__all__ = ["enqueue"]
