"""The cellar under the rooms: tenancy, people, audit."""
