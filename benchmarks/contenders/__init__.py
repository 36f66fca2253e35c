"""One module for each contender: ``read(path)`` the file, ``compute(data)`` the whole job, say what is ``MISSING``.

The whole job: Kaplan–Meier with intervals for each arm, Aalen–Johansen with variance for each arm and cause, log-rank
for any event, Gray's test for each cause. Imports stand at the top of each module, so that they are not timed.
"""
