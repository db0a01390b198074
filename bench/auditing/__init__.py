"""Histories whose truth is known, and how well and how fast they are told."""
