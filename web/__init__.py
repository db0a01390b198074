"""Pages and API over a corpus. `web.app` has the application and its route table; loading it is left to who serves."""
