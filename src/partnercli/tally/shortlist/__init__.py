"""Which countries together represent delegations best: seven rules for choosing a committee from approvals.

Each rule gives all of its equally good shortlists, exactly; none decides anything. Definitions and a survey:
Lackner and Skowron, Multi-Winner Voting with Approval Preferences (Springer 2023).
"""
