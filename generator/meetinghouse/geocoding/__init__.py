"""Looking up addresses over a network: done by a person, kept in the lock file, never part of a build."""
