"""Where a WSGI server finds the shop."""

from storefront import create_app, logs

logs.configure()
app = create_app()
