"""The seller's desk under ``/selling``."""

from flask import Blueprint

bp = Blueprint("selling", __name__, url_prefix="/selling")
