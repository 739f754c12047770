"""The pages of an agent."""
