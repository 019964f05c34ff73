"""Questions to a trained model about a project's videos: what the engine and the verbs both call.

One function per task, `task(project, model, request)`; requests and answers are those of
`jobs.requests`.
"""
