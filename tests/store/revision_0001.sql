BEGIN TRANSACTION;
CREATE TABLE activities (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(80) NOT NULL, 
	owner VARCHAR(200) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	deleted_at VARCHAR(32), 
	notebook TEXT, 
	summary TEXT NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT uq_activities_id UNIQUE (id)
);
INSERT INTO "activities" VALUES(1,'a1','ada','2026-03-01T12:00:00.000000+00:00',NULL,'a1.ipynb','{"id": "a1", "title": "Activity a1", "state": "draft", "language": "python", "learning_mode": "practice", "problem_count": 2, "created_at": "2026-03-01T12:00:00Z", "notebook": null}','{"id": "a1", "owner": "ada", "title": "Activity a1", "state": "draft", "language": "python", "learning_mode": "practice", "spec": null, "problems": [{"id": "p1", "title": "Echo", "statement": "Print what you read.", "kind": "program", "language": "python", "difficulty": "easy", "topics": ["loops"], "style": "stdout", "signature": null, "starter": "raise NotImplementedError\n", "tests": [{"name": "test_case_1", "visibility": "sample", "category": "typical", "input": {"args": null, "stdin": "a\n", "steps": null, "database": null}, "expected": {"stdout": "a\n", "compare": {"value": {"kind": "exact", "absolute": 1e-09, "relative": 1e-09}, "stdout": {"kind": "lines", "absolute": 1e-09, "relative": 1e-09}, "rows": {"ordered": false, "column_names": false, "absolute": 1e-09}}}, "points": 1.0}], "hints": [], "estimated_minutes": 10, "limits": {"time_ms": 2000, "memory_mb": 256, "output_kb": 1024}, "scaffold_level": null, "learning_goal": null, "version": 1}, {"id": "p2", "title": "Echo", "statement": "Print what you read.", "kind": "program", "language": "python", "difficulty": "easy", "topics": ["loops"], "style": "stdout", "signature": null, "starter": "raise NotImplementedError\n", "tests": [{"name": "test_case_1", "visibility": "sample", "category": "typical", "input": {"args": null, "stdin": "a\n", "steps": null, "database": null}, "expected": {"stdout": "a\n", "compare": {"value": {"kind": "exact", "absolute": 1e-09, "relative": 1e-09}, "stdout": {"kind": "lines", "absolute": 1e-09, "relative": 1e-09}, "rows": {"ordered": false, "column_names": false, "absolute": 1e-09}}}, "points": 1.0}], "hints": [], "estimated_minutes": 10, "limits": {"time_ms": 2000, "memory_mb": 256, "output_kb": 1024}, "scaffold_level": null, "learning_goal": null, "version": 1}], "verifications": [], "created_at": "2026-03-01T12:00:00Z", "version": 1}');
CREATE TABLE activity_problems (
	problem_id VARCHAR(80) NOT NULL, 
	activity_id VARCHAR(80) NOT NULL, 
	CONSTRAINT pk_activity_problems PRIMARY KEY (problem_id), 
	CONSTRAINT fk_activity_problems_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id)
);
INSERT INTO "activity_problems" VALUES('p1','a1');
INSERT INTO "activity_problems" VALUES('p2','a1');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE authoring_sessions (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(80) NOT NULL, 
	owner VARCHAR(200) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	summary TEXT NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT uq_authoring_sessions_id UNIQUE (id)
);
INSERT INTO "authoring_sessions" VALUES(1,'s1','ada','SAVED','2026-03-01T12:00:00.000000+00:00','{"id": "s1", "state": "SAVED", "learning_mode": "practice", "preview": "three problems on loops", "message_count": 1, "activity_id": "a1", "created_at": "2026-03-01T12:00:00Z", "updated_at": "2026-03-01T12:00:00Z"}','{"id": "s1", "owner": "ada", "state": "SAVED", "learning_mode": "practice", "spec": {"version": "1.0", "language": null, "problem_count": null, "difficulty_plan": null, "topic_tags": null, "problem_style": null, "constraints": null, "test_case_count": 8}, "messages": [{"role": "user", "text": "three  problems\non loops", "at": "2026-03-01T12:00:00Z"}], "question_key": null, "question": "", "quick_replies": [], "pending": [], "commitments": [], "activity_id": "a1", "seed": null, "failures": [], "last_error": "", "created_at": "2026-03-01T12:00:00Z", "updated_at": "2026-03-01T12:00:00Z"}');
CREATE TABLE event_topics (
	topic VARCHAR(200) NOT NULL, 
	last_number INTEGER NOT NULL, 
	CONSTRAINT pk_event_topics PRIMARY KEY (topic)
);
INSERT INTO "event_topics" VALUES('session:s1',1);
CREATE TABLE events (
	topic VARCHAR(200) NOT NULL, 
	number INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (topic, number), 
	CONSTRAINT fk_events_topic FOREIGN KEY(topic) REFERENCES event_topics (topic)
);
INSERT INTO "events" VALUES('session:s1',1,'{"id": 1, "topic": "session:s1", "at": "2026-03-01T12:00:00Z", "event": {"type": "generation_started", "total_slots": 1, "kept": 0, "author": "builtin", "tier": "rlimit"}}');
CREATE TABLE finished_slots (
	session_id VARCHAR(80) NOT NULL, 
	slot INTEGER NOT NULL, 
	problem TEXT NOT NULL, 
	verification TEXT NOT NULL, 
	CONSTRAINT pk_finished_slots PRIMARY KEY (session_id, slot), 
	CONSTRAINT fk_finished_slots_session_id FOREIGN KEY(session_id) REFERENCES authoring_sessions (id)
);
INSERT INTO "finished_slots" VALUES('s1',0,'{"id": "p1", "title": "Echo", "statement": "Print what you read.", "kind": "program", "language": "python", "difficulty": "easy", "topics": ["loops"], "style": "stdout", "signature": null, "starter": "raise NotImplementedError\n", "tests": [{"name": "test_case_1", "visibility": "sample", "category": "typical", "input": {"args": null, "stdin": "a\n", "steps": null, "database": null}, "expected": {"stdout": "a\n", "compare": {"value": {"kind": "exact", "absolute": 1e-09, "relative": 1e-09}, "stdout": {"kind": "lines", "absolute": 1e-09, "relative": 1e-09}, "rows": {"ordered": false, "column_names": false, "absolute": 1e-09}}}, "points": 1.0}], "hints": [], "estimated_minutes": 10, "limits": {"time_ms": 2000, "memory_mb": 256, "output_kb": 1024}, "scaffold_level": null, "learning_goal": null, "version": 1}','{"problem_id": "p1", "gates": [{"gate": "starter_fails", "ok": true, "evidence": {"failed": 8}}], "attempts": 1, "author": "builtin", "sandbox_launches": 2, "elapsed_ms": 300, "tier": "rlimit"}');
CREATE TABLE leases (
	"key" VARCHAR(200) NOT NULL, 
	holder VARCHAR(200) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_leases PRIMARY KEY ("key")
);
INSERT INTO "leases" VALUES('k','me','2026-03-01T12:01:00.000000+00:00');
CREATE TABLE submissions (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(80) NOT NULL, 
	user_name VARCHAR(200) NOT NULL, 
	activity_id VARCHAR(80) NOT NULL, 
	problem_id VARCHAR(80) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	submitted_at VARCHAR(32) NOT NULL, 
	document TEXT NOT NULL, 
	outcome TEXT, 
	CONSTRAINT uq_submissions_id UNIQUE (id), 
	CONSTRAINT fk_submissions_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT ck_submissions_outcome_when_done CHECK ((status = 'done') = (outcome IS NOT NULL))
);
INSERT INTO "submissions" VALUES(1,'u1','ada','a1','p1','done','2026-03-01T12:00:00.000000+00:00','{"id": "u1", "user": "ada", "activity_id": "a1", "problem_id": "p1", "problem_version": 1, "language": "python", "source": {"files": null, "code": "print(input())\n"}, "status": "done", "outcome": null, "hint": null, "submitted_at": "2026-03-01T12:00:00Z", "judged_at": null}','{"verdict": "accepted", "cases": [{"name": "test_case_1", "visibility": "sample", "category": "typical", "verdict": "accepted", "points": 1.0, "time_ms": 0, "memory_kb": 0, "input": null, "expected": null, "got": null, "message": ""}], "passed": 1, "total": 1, "points": 1.0, "max_points": 1.0, "time_ms": 12, "memory_kb": 9000, "compile_output": "", "message": "", "tier": "rlimit", "limits": {"time_ms": 2000, "memory_mb": 256, "output_kb": 1024}}');
INSERT INTO "submissions" VALUES(2,'u2','ada','a1','p1','queued','2026-03-01T12:01:00.000000+00:00','{"id": "u2", "user": "ada", "activity_id": "a1", "problem_id": "p1", "problem_version": 1, "language": "python", "source": {"files": null, "code": "print(input())\n"}, "status": "queued", "outcome": null, "hint": null, "submitted_at": "2026-03-01T12:01:00Z", "judged_at": null}',NULL);
CREATE INDEX ix_authoring_sessions_owner ON authoring_sessions (owner, created_at);
CREATE INDEX ix_authoring_sessions_state ON authoring_sessions (state);
CREATE INDEX ix_activities_owner ON activities (owner, created_at);
CREATE INDEX ix_activity_problems_activity_id ON activity_problems (activity_id);
CREATE INDEX ix_submissions_user_name ON submissions (user_name, submitted_at);
CREATE INDEX ix_submissions_activity_id ON submissions (activity_id);
CREATE INDEX ix_submissions_problem_id ON submissions (problem_id);
CREATE INDEX ix_submissions_status ON submissions (status);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('authoring_sessions',1);
INSERT INTO "sqlite_sequence" VALUES('activities',1);
INSERT INTO "sqlite_sequence" VALUES('submissions',2);
COMMIT;
