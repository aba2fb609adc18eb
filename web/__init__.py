"""Sign-in, sessions, roles, page shell; composes the app from the rooms' routers."""
