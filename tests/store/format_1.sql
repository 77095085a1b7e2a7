PRAGMA application_id = 1953457011;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE claims (
	document_id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	content_start INTEGER NOT NULL, 
	content_end INTEGER NOT NULL, 
	stance TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	origin TEXT, 
	side TEXT, 
	when_start TEXT, 
	when_end TEXT, 
	json TEXT NOT NULL, 
	PRIMARY KEY (document_id, "key", position), 
	FOREIGN KEY(document_id, "key") REFERENCES extractions (document_id, "key")
)
 STRICT

;
INSERT INTO "claims" VALUES('b95e2ef09de4','v1',0,'b95e2ef09de4-74a90385',17,38,'asserts','state','Marta Quill','none','2031-05-01','2031-05-01','{"certainty":"certain","chain":[{"cue":{"end":16,"start":12},"mention":{"end":11,"start":0},"source":{"aliases":["Quill"],"name":"Marta Quill","side":"none","type":"witness"}}],"condition":null,"confidence":[["stance",0.75]],"content":{"end":38,"start":17},"cue":{"end":16,"start":12},"document_id":"b95e2ef09de4","extractor":"","headline":false,"id":"b95e2ef09de4-74a90385","kind":"state","numbers":[],"participants":[],"places":[],"polarity":"+","quoted":false,"said":null,"sentence":{"end":39,"start":0},"stance":"asserts","verification":"none","when":{"end":"2031-05-01","start":"2031-05-01"}}');
INSERT INTO "claims" VALUES('b95e2ef09de4','v2',0,'b95e2ef09de4-74a90385',17,38,'denies','state','Marta Quill','none','2031-05-01','2031-05-01','{"certainty":"certain","chain":[{"cue":{"end":16,"start":12},"mention":{"end":11,"start":0},"source":{"aliases":["Quill"],"name":"Marta Quill","side":"none","type":"witness"}}],"condition":null,"confidence":[["stance",0.75]],"content":{"end":38,"start":17},"cue":{"end":16,"start":12},"document_id":"b95e2ef09de4","extractor":"","headline":false,"id":"b95e2ef09de4-74a90385","kind":"state","numbers":[],"participants":[],"places":[],"polarity":"+","quoted":false,"said":null,"sentence":{"end":39,"start":0},"stance":"denies","verification":"none","when":{"end":"2031-05-01","start":"2031-05-01"}}');
CREATE TABLE decisions (
	id INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	target TEXT NOT NULL, 
	json TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "decisions" VALUES(1,'claim','abc:1-2','{"author":"Ada","decided_at":"2031-05-02T09:30:00Z","field":"","id":1,"reason":"a slip of the pen","ruling":"reject","subject":"claim","target":"abc:1-2","value":""}');
CREATE TABLE documents (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	capture_sha256 TEXT NOT NULL, 
	capture_json TEXT NOT NULL, 
	json TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(capture_sha256) REFERENCES originals (sha256)
)
 STRICT

;
INSERT INTO "documents" VALUES(1,'b95e2ef09de4','one','33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5','33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5','{"captured_at":"2031-05-02T09:30:00Z","content":"","location":"reports/one.txt","method":"file","name":"one","sha256":"33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5"}','{"boilerplate":[],"capture_sha256":"33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5","id":"b95e2ef09de4","language":"en","name":"one","notes":[],"publication":{"basis":"bounded","interval":{"end":null,"start":"2031-05-01"},"reason":"speaks of 1 May"},"publisher":"The Courier","text":"Marta Quill said the bridge was closed.","text_sha256":"33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5","title":null,"title_span":null,"url":null}');
INSERT INTO "documents" VALUES(2,'da09755a5670','two','eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16','eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16','{"captured_at":"2031-05-02T09:30:00Z","content":"","location":"reports/two.txt","method":"file","name":"two","sha256":"eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16"}','{"boilerplate":[],"capture_sha256":"eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16","id":"da09755a5670","language":"en","name":"two","notes":[],"publication":{"basis":"bounded","interval":{"end":null,"start":"2031-05-01"},"reason":"speaks of 1 May"},"publisher":"The Courier","text":"Ilse Marten said the harbour was open.","text_sha256":"eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16","title":null,"title_span":null,"url":null}');
INSERT INTO "documents" VALUES(3,'a892ed156be8','three','e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22','e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22','{"captured_at":"2031-05-02T09:30:00Z","content":"","location":"reports/three.txt","method":"file","name":"three","sha256":"e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22"}','{"boilerplate":[],"capture_sha256":"e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22","id":"a892ed156be8","language":"en","name":"three","notes":[],"publication":{"basis":"bounded","interval":{"end":null,"start":"2031-05-01"},"reason":"speaks of 1 May"},"publisher":"The Courier","text":"Tomas Reik denied the depot burned.","text_sha256":"e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22","title":null,"title_span":null,"url":null}');
CREATE TABLE extractions (
	document_id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	claims INTEGER NOT NULL, 
	PRIMARY KEY (document_id, "key"), 
	FOREIGN KEY(document_id) REFERENCES documents (id)
)
 STRICT

;
INSERT INTO "extractions" VALUES('b95e2ef09de4','v1',1);
INSERT INTO "extractions" VALUES('b95e2ef09de4','v2',1);
INSERT INTO "extractions" VALUES('da09755a5670','v1',0);
CREATE TABLE judgements (
	number INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	question_id TEXT NOT NULL, 
	as_of TEXT NOT NULL, 
	json TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE ("key")
)
 STRICT

;
INSERT INTO "judgements" VALUES(1,'k1','q1','2031-06-01','{"as_of":"2031-06-01","cells":[],"compliance":null,"confidence":"low","confidence_reasons":[],"counted":[],"effective_sample_size":1.0,"estimate":{"high":0.8,"low":0.2,"probability":0.5},"grades":[],"history":[],"influences":[],"key":"k1","left_out":[],"notes":[],"prior":{"high":0.8,"low":0.2,"probability":0.5},"question_id":"q1","rests_on":[],"stages":[],"steps":[],"tipping":[],"tornado":[],"unwatched":{"high":0.8,"low":0.2,"probability":0.5},"unwatched_indicators":[],"watched":{"high":0.8,"low":0.2,"probability":0.5},"word":"roughly even chance"}');
CREATE TABLE log (
	number INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT

;
INSERT INTO "log" VALUES(1,'question','q1','{"actor":{"adjectives":[],"aliases":[],"country":null,"demonyms":[],"key":"aland","leaders":[],"name":"Aland","seats":[]},"criterion":"troops cross","deadline":"2031-12-31","id":"q1","notes":[],"opened":null,"outcome":null,"patron":null,"prior":null,"resolved_on":null,"target":null,"template":"war-entry","text":"Will Aland enter the war?"}','Ada','2031-05-02T09:30:00Z','','a5c9a80fa7bbb2781a5225153ba1970b633b46b31b44de8ae4d80dcf5b1559f7');
INSERT INTO "log" VALUES(2,'document','b95e2ef09de4','one sha256:33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5','Ada','2031-05-02T09:30:00Z','a5c9a80fa7bbb2781a5225153ba1970b633b46b31b44de8ae4d80dcf5b1559f7','98fc33f79822c85995e205a2b4bda77ddd3a1fc3f0e1e4ca6d0c800aff4370f6');
INSERT INTO "log" VALUES(3,'document','da09755a5670','two sha256:eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16','Ada','2031-05-02T09:30:00Z','98fc33f79822c85995e205a2b4bda77ddd3a1fc3f0e1e4ca6d0c800aff4370f6','e9e218927df49f8594f901a1a00d2012d2a2a4964e5985308e569ab772ce9aae');
INSERT INTO "log" VALUES(4,'document','a892ed156be8','three sha256:e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22','Ada','2031-05-02T09:30:00Z','e9e218927df49f8594f901a1a00d2012d2a2a4964e5985308e569ab772ce9aae','826b93980e6083bef34a278faea47ef327faa259bb1d8e0e4efdf52cd5177d13');
INSERT INTO "log" VALUES(5,'decision','abc:1-2','{"author":"Ada","decided_at":"2031-05-02T09:30:00Z","field":"","id":1,"reason":"a slip of the pen","ruling":"reject","subject":"claim","target":"abc:1-2","value":""}','Ada','2031-05-02T09:30:00Z','826b93980e6083bef34a278faea47ef327faa259bb1d8e0e4efdf52cd5177d13','3eee23026fd27afcf345ba1ce4c155da83a52e1d00d37f3547b52e2778feaa66');
INSERT INTO "log" VALUES(6,'judgement','k1','2031-06-01 0.5000','Ada','2031-05-02T09:30:00Z','3eee23026fd27afcf345ba1ce4c155da83a52e1d00d37f3547b52e2778feaa66','91068b75b75fa04328d4c26bbe35de875d66867c4f3d98b7b6afb1a3263c6ae2');
INSERT INTO "log" VALUES(7,'reveal','brief','names shown','Ada','2031-05-02T09:30:00Z','91068b75b75fa04328d4c26bbe35de875d66867c4f3d98b7b6afb1a3263c6ae2','c7c40a485da876edbb7062b4c9e170b459bb2dd467b166d9f4b914eb7df780e2');
CREATE TABLE originals (
	sha256 TEXT NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
)
 STRICT

;
INSERT INTO "originals" VALUES('33635c348547d8573b0e3526f86a1d1880af8e0728fa3310a5f024af064083c5',X'4D61727461205175696C6C207361696420746865206272696467652077617320636C6F7365642E');
INSERT INTO "originals" VALUES('eb4e4033c3d39ca8bf139c752fb48d470b1e5c0454dd37b3bcc4a18211e1dc16',X'496C7365204D617274656E20736169642074686520686172626F757220776173206F70656E2E');
INSERT INTO "originals" VALUES('e1563cda05ed79411c2509cb503f527412b8adb4e389c3f26f8077a471bcfb22',X'546F6D6173205265696B2064656E69656420746865206465706F74206275726E65642E');
CREATE TABLE outputs (
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (kind, "key")
)
 STRICT

;
INSERT INTO "outputs" VALUES('linkage','k',X'7B7D');
CREATE TABLE questions (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	json TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT

;
INSERT INTO "questions" VALUES(1,'q1','{"actor":{"adjectives":[],"aliases":[],"country":null,"demonyms":[],"key":"aland","leaders":[],"name":"Aland","seats":[]},"criterion":"troops cross","deadline":"2031-12-31","id":"q1","notes":[],"opened":null,"outcome":null,"patron":null,"prior":null,"resolved_on":null,"target":null,"template":"war-entry","text":"Will Aland enter the war?"}');
CREATE TABLE vectors (
	model TEXT NOT NULL, 
	sentence_sha256 TEXT NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (model, sentence_sha256)
)
 STRICT

;
INSERT INTO "vectors" VALUES('m','ab',X'0000803F');
CREATE INDEX documents_by_text ON documents (text_sha256);
CREATE INDEX claims_by_origin ON claims (origin);
CREATE INDEX claims_by_id ON claims (id);
CREATE INDEX claims_by_when ON claims (when_start, when_end);
CREATE TRIGGER log_no_update BEFORE update ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER log_no_delete BEFORE delete ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
CREATE TRIGGER decisions_no_update BEFORE update ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
CREATE TRIGGER decisions_no_delete BEFORE delete ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
CREATE TRIGGER judgements_no_update BEFORE update ON judgements BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END;
CREATE TRIGGER judgements_no_delete BEFORE delete ON judgements BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END;
CREATE TRIGGER questions_no_update BEFORE update ON questions BEGIN SELECT RAISE(ABORT, 'questions is append-only'); END;
CREATE TRIGGER questions_no_delete BEFORE delete ON questions BEGIN SELECT RAISE(ABORT, 'questions is append-only'); END;
COMMIT;
