"""What an assistant and a seller do together: the plan with its steps, the times they are in touch, and who needs help.

Below both desks, for the assistant and the seller each see their side of it.
"""
