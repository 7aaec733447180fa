CREATE TABLE "alerts_incidents" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"rule" text collate "C" NOT NULL,
	"subject_id" text collate "C" NOT NULL,
	"occurrence" text collate "C" NOT NULL,
	"on_day" text collate "C" NOT NULL,
	"responsible_id" text collate "C",
	"state" text collate "C" NOT NULL,
	"fired_at" bigint NOT NULL,
	"threshold" bigint NOT NULL,
	"variant" text collate "C",
	"before_sum" bigint,
	"after_sum" bigint,
	"acknowledged_by" text collate "C",
	"acknowledged_at" bigint,
	"ended_at" bigint,
	"ended_by" text collate "C",
	"over_reason" text collate "C",
	"cause" text collate "C"
);

--> statement-breakpoint
CREATE TABLE "alerts_recipients" (
	"incident_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"told_at" bigint NOT NULL,
	"gone_at" bigint,
	"snoozed_until" bigint,
	"snoozes" bigint NOT NULL,
	CONSTRAINT "alerts_recipients_incident_id_person_id_pk" PRIMARY KEY("incident_id","person_id")
);

--> statement-breakpoint
CREATE TABLE "checkin_answers" (
	"checkin_id" text collate "C" NOT NULL,
	"question" text collate "C" NOT NULL,
	"text" text collate "C",
	"level" bigint,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "checkin_answers_checkin_id_question_pk" PRIMARY KEY("checkin_id","question")
);

--> statement-breakpoint
CREATE TABLE "checkin_cadences" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"scope_kind" text collate "C" NOT NULL,
	"scope_ref" text collate "C" NOT NULL,
	"rhythm" text collate "C" NOT NULL,
	"weekday" bigint NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"ends_on" text collate "C",
	"set_by" text collate "C",
	"set_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "checkin_checkins" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"round_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"reader_id" text collate "C",
	"state" text collate "C" NOT NULL,
	"asked_at" bigint NOT NULL,
	"submitted_at" bigint,
	"drafted_at" bigint,
	"skip_reason" text collate "C",
	"snoozed_until" bigint,
	"asking" text collate "C",
	"asking_since" bigint,
	"earlier_blockers" text collate "C",
	"blockers_closed_at" bigint
);

--> statement-breakpoint
CREATE TABLE "checkin_consents" (
	"person_id" text collate "C" PRIMARY KEY NOT NULL,
	"notice" bigint NOT NULL,
	"accepted_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "checkin_revisions" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"checkin_id" text collate "C" NOT NULL,
	"question" text collate "C" NOT NULL,
	"text" text collate "C",
	"level" bigint,
	"replaced_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "checkin_rounds" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"scope_kind" text collate "C" NOT NULL,
	"scope_ref" text collate "C" NOT NULL,
	"no" bigint NOT NULL,
	"rhythm" text collate "C" NOT NULL,
	"nominal_on" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"template" text collate "C" NOT NULL,
	"opened_at" bigint NOT NULL,
	"deadline_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "data_handover_items" (
	"handover_id" text collate "C" NOT NULL,
	"item" text collate "C" NOT NULL,
	"item_id" text collate "C" NOT NULL,
	CONSTRAINT "data_handover_items_handover_id_item_item_id_pk" PRIMARY KEY("handover_id","item","item_id")
);

--> statement-breakpoint
CREATE TABLE "data_handovers" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"from_id" text collate "C" NOT NULL,
	"to_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "data_series" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"key" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"owner_id" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"link" text collate "C",
	"created_at" bigint NOT NULL,
	"reported" text collate "C"
);

--> statement-breakpoint
CREATE TABLE "data_series_corrections" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"series_id" text collate "C" NOT NULL,
	"on_day" text collate "C" NOT NULL,
	"before" bigint NOT NULL,
	"after" bigint NOT NULL,
	"source" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "data_series_points" (
	"series_id" text collate "C" NOT NULL,
	"on_day" text collate "C" NOT NULL,
	"thousandths" bigint NOT NULL,
	"source" text collate "C" NOT NULL,
	"recorded_at" bigint NOT NULL,
	CONSTRAINT "data_series_points_series_id_on_day_pk" PRIMARY KEY("series_id","on_day")
);

--> statement-breakpoint
CREATE TABLE "data_task_drafts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"input" text collate "C",
	"task_id" text collate "C",
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "data_tasks" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"title" text collate "C" NOT NULL,
	"owner_id" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"key" boolean NOT NULL,
	"goal" text collate "C",
	"source" text collate "C" NOT NULL,
	"source_id" text collate "C",
	"link" text collate "C",
	"state" text collate "C" NOT NULL,
	"ended_at" bigint,
	"ended_by" text collate "C",
	"created_by" text collate "C",
	"created_at" bigint NOT NULL,
	"reported" text collate "C",
	"reported_at" bigint
);

--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text collate "C" PRIMARY KEY NOT NULL,
	"value" text collate "C" NOT NULL
);

--> statement-breakpoint
CREATE TABLE "cards" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"platform" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"ref" text collate "C" NOT NULL,
	"frozen" text collate "C",
	"viewer_id" text collate "C",
	"chat_id" text collate "C",
	"revision" bigint NOT NULL,
	"message_id" text collate "C",
	"sent_at" bigint NOT NULL,
	"gone" boolean DEFAULT false NOT NULL
);

--> statement-breakpoint
CREATE TABLE "inbox" (
	"platform" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"received_at" bigint NOT NULL,
	"person_id" text collate "C",
	"state" text collate "C" NOT NULL,
	"code" text collate "C",
	CONSTRAINT "inbox_platform_key_pk" PRIMARY KEY("platform","key")
);

--> statement-breakpoint
CREATE TABLE "jobs" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"since" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"ref" text collate "C" NOT NULL,
	"receiver" text collate "C" NOT NULL,
	"platform" text collate "C",
	"urgency" text collate "C" NOT NULL,
	"dedupe_key" text collate "C" NOT NULL,
	"frozen" text collate "C",
	"card_id" text collate "C",
	"reply_to" text collate "C",
	"update_token" text collate "C",
	"not_before" bigint NOT NULL,
	"send_by" bigint,
	"state" text collate "C" NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"digest_id" text collate "C",
	"wire" text collate "C",
	"uuid" text collate "C",
	"attempts" bigint DEFAULT 0 NOT NULL,
	"first_attempt_at" bigint,
	"last_code" text collate "C",
	"created_at" bigint NOT NULL,
	"settled_at" bigint
);

--> statement-breakpoint
CREATE TABLE "presses" (
	"card_id" text collate "C" NOT NULL,
	"revision" bigint NOT NULL,
	"slot" bigint NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"toast" text collate "C",
	CONSTRAINT "presses_card_id_revision_slot_person_id_pk" PRIMARY KEY("card_id","revision","slot","person_id")
);

--> statement-breakpoint
CREATE TABLE "work_items" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"job" text collate "C" NOT NULL,
	"key" text collate "C" NOT NULL,
	"slot_at" bigint NOT NULL,
	"cursor" text collate "C",
	"state" text collate "C" NOT NULL,
	"not_before" bigint NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"last_code" text collate "C",
	"done_at" bigint
);

--> statement-breakpoint
CREATE TABLE "okr_alignments" (
	"objective_id" text collate "C" NOT NULL,
	"key_result_id" text collate "C" NOT NULL,
	"created_by" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "okr_alignments_objective_id_key_result_id_pk" PRIMARY KEY("objective_id","key_result_id")
);

--> statement-breakpoint
CREATE TABLE "okr_cycles" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"key" text collate "C" NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"ends_on" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "okr_drafts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"input" text collate "C",
	"objective_id" text collate "C",
	"state" text collate "C" NOT NULL,
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "okr_handover_items" (
	"handover_id" text collate "C" NOT NULL,
	"goal" text collate "C" NOT NULL,
	"goal_id" text collate "C" NOT NULL,
	CONSTRAINT "okr_handover_items_handover_id_goal_goal_id_pk" PRIMARY KEY("handover_id","goal","goal_id")
);

--> statement-breakpoint
CREATE TABLE "okr_handovers" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"from_id" text collate "C" NOT NULL,
	"to_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "okr_key_results" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"objective_id" text collate "C" NOT NULL,
	"number" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"title" text collate "C" NOT NULL,
	"unit" text collate "C" NOT NULL,
	"start" double precision NOT NULL,
	"target" double precision NOT NULL,
	"current" double precision NOT NULL,
	"step" double precision NOT NULL,
	"responsible_id" text collate "C" NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"verification" text collate "C" NOT NULL,
	"updated_at" bigint,
	"created_by" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "okr_objectives" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"cycle_id" text collate "C" NOT NULL,
	"owner_kind" text collate "C" NOT NULL,
	"department_id" text collate "C",
	"title" text collate "C" NOT NULL,
	"responsible_id" text collate "C" NOT NULL,
	"starts_on" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"verification" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"created_by" text collate "C" NOT NULL,
	"created_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "okr_progress" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"key_result_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL,
	"source" text collate "C" NOT NULL,
	"before" double precision NOT NULL,
	"after" double precision NOT NULL,
	"note" text collate "C",
	"undone_at" bigint
);

--> statement-breakpoint
CREATE TABLE "people_chats" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"platform" text collate "C" NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"external" boolean NOT NULL,
	"changed_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "people_department_identities" (
	"platform" text collate "C" NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"department_id" text collate "C" NOT NULL,
	CONSTRAINT "people_department_identities_platform_external_id_pk" PRIMARY KEY("platform","external_id")
);

--> statement-breakpoint
CREATE TABLE "people_department_tree" (
	"ancestor_id" text collate "C" NOT NULL,
	"department_id" text collate "C" NOT NULL,
	"depth" bigint NOT NULL,
	CONSTRAINT "people_department_tree_ancestor_id_department_id_pk" PRIMARY KEY("ancestor_id","department_id")
);

--> statement-breakpoint
CREATE TABLE "people_departments" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"parent_id" text collate "C",
	"gone_at" bigint
);

--> statement-breakpoint
CREATE TABLE "people_identities" (
	"platform" text collate "C" NOT NULL,
	"external_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"superior_external_id" text collate "C",
	"gone_at" bigint,
	"unreachable_since" bigint,
	"unreachable_reason" text collate "C",
	CONSTRAINT "people_identities_platform_external_id_pk" PRIMARY KEY("platform","external_id")
);

--> statement-breakpoint
CREATE TABLE "people_persons" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"employee_no" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"department_id" text collate "C",
	"superior_id" text collate "C",
	"title" text collate "C",
	"language" text collate "C",
	"joined_on" text collate "C",
	"status" text collate "C" NOT NULL,
	"left_at" bigint,
	"home" text collate "C" NOT NULL
);

--> statement-breakpoint
CREATE TABLE "people_reporting" (
	"superior_id" text collate "C" NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"depth" bigint NOT NULL,
	CONSTRAINT "people_reporting_superior_id_person_id_pk" PRIMARY KEY("superior_id","person_id")
);

--> statement-breakpoint
CREATE TABLE "people_roles" (
	"person_id" text collate "C" NOT NULL,
	"role" text collate "C" NOT NULL,
	"granted_by" text collate "C",
	"granted_at" bigint NOT NULL,
	CONSTRAINT "people_roles_person_id_role_pk" PRIMARY KEY("person_id","role")
);

--> statement-breakpoint
CREATE TABLE "people_setup_codes" (
	"code_hash" text collate "C" PRIMARY KEY NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"used_by" text collate "C"
);

--> statement-breakpoint
CREATE TABLE "points_acts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text collate "C" NOT NULL,
	"by_id" text collate "C" NOT NULL,
	"chat_id" text collate "C",
	"usual_dimension" boolean NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "points_drafts" (
	"person_id" text collate "C" PRIMARY KEY NOT NULL,
	"receivers" text collate "C" NOT NULL,
	"names" text collate "C",
	"amount" bigint,
	"dimension" text collate "C",
	"reason" text collate "C",
	"updated_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "points_ledger" (
	"number" bigint PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"giver_id" text collate "C" NOT NULL,
	"dimension" text collate "C" NOT NULL,
	"amount" bigint NOT NULL,
	"kind" text collate "C" NOT NULL,
	"multiplier" bigint NOT NULL,
	"act_id" text collate "C",
	"mark_id" text collate "C",
	"reverses" bigint,
	"at" bigint NOT NULL,
	"month" text collate "C" NOT NULL,
	"words_digest" text collate "C" NOT NULL,
	"salt" text collate "C" NOT NULL,
	"previous" text collate "C" NOT NULL,
	"digest" text collate "C" NOT NULL
);

--> statement-breakpoint
CREATE TABLE "points_marks" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"act_id" text collate "C" NOT NULL,
	"author_id" text collate "C" NOT NULL,
	"receiver_id" text collate "C" NOT NULL,
	"dimension" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "points_reasons" (
	"number" bigint PRIMARY KEY NOT NULL,
	"text" text collate "C",
	"note" text collate "C",
	"salt" text collate "C",
	"erased_at" bigint
);

--> statement-breakpoint
CREATE TABLE "points_settlements" (
	"mark_id" text collate "C" PRIMARY KEY NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"by_id" text collate "C",
	"entry" bigint,
	"words" text collate "C",
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "points_thanks" (
	"entry" bigint PRIMARY KEY NOT NULL,
	"by_id" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "responses_duties" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"subject_kind" text collate "C" NOT NULL,
	"subject_ref" text collate "C" NOT NULL,
	"author_id" text collate "C" NOT NULL,
	"owner_id" text collate "C" NOT NULL,
	"show_kind" text collate "C" NOT NULL,
	"show_ref" text collate "C" NOT NULL,
	"reply_action" text collate "C",
	"opened_at" bigint NOT NULL,
	"remind_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"state" text collate "C" NOT NULL,
	"answered_at" bigint,
	"answered_by" text collate "C",
	"escalated_at" bigint,
	"escalated_to" text collate "C",
	"closed_at" bigint,
	"handover_id" text collate "C"
);

--> statement-breakpoint
CREATE TABLE "responses_handovers" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"from_id" text collate "C" NOT NULL,
	"to_id" text collate "C",
	"reason" text collate "C" NOT NULL,
	"at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "responses_promises" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"remark_id" text collate "C" NOT NULL,
	"subject_kind" text collate "C" NOT NULL,
	"subject_ref" text collate "C" NOT NULL,
	"preset" text collate "C" NOT NULL,
	"by_id" text collate "C" NOT NULL,
	"to_id" text collate "C" NOT NULL,
	"due_on" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"kept_at" bigint
);

--> statement-breakpoint
CREATE TABLE "responses_remarks" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"subject_kind" text collate "C" NOT NULL,
	"subject_ref" text collate "C" NOT NULL,
	"from_id" text collate "C" NOT NULL,
	"preset" text collate "C",
	"text" text collate "C",
	"said_at" bigint NOT NULL,
	"seen_at" bigint,
	"by_author" boolean NOT NULL
);

--> statement-breakpoint
CREATE TABLE "settings_changes" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"key" text collate "C" NOT NULL,
	"scope" text collate "C" NOT NULL,
	"subject_id" text collate "C" NOT NULL,
	"before" text collate "C",
	"after" text collate "C",
	"changed_by" text collate "C",
	"changed_at" bigint NOT NULL
);

--> statement-breakpoint
CREATE TABLE "settings_values" (
	"key" text collate "C" NOT NULL,
	"scope" text collate "C" NOT NULL,
	"subject_id" text collate "C" NOT NULL,
	"value" text collate "C" NOT NULL,
	"changed_by" text collate "C",
	"changed_at" bigint NOT NULL,
	CONSTRAINT "settings_values_key_scope_subject_id_pk" PRIMARY KEY("key","scope","subject_id")
);

--> statement-breakpoint
ALTER TABLE "checkin_answers" ADD CONSTRAINT "checkin_answers_checkin_id_checkin_checkins_id_fk" FOREIGN KEY ("checkin_id") REFERENCES "public"."checkin_checkins"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "checkin_checkins" ADD CONSTRAINT "checkin_checkins_round_id_checkin_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."checkin_rounds"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "checkin_revisions" ADD CONSTRAINT "checkin_revisions_checkin_id_checkin_checkins_id_fk" FOREIGN KEY ("checkin_id") REFERENCES "public"."checkin_checkins"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_incidents_natural" ON "alerts_incidents" USING btree ("rule","subject_id","occurrence");
--> statement-breakpoint
CREATE INDEX "alerts_incidents_state" ON "alerts_incidents" USING btree ("state","id");
--> statement-breakpoint
CREATE INDEX "alerts_incidents_responsible" ON "alerts_incidents" USING btree ("responsible_id","state");
--> statement-breakpoint
CREATE INDEX "alerts_recipients_person" ON "alerts_recipients" USING btree ("person_id","gone_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "checkin_cadences_start" ON "checkin_cadences" USING btree ("scope_kind","scope_ref","starts_on");
--> statement-breakpoint
CREATE UNIQUE INDEX "checkin_checkins_once" ON "checkin_checkins" USING btree ("round_id","person_id");
--> statement-breakpoint
CREATE INDEX "checkin_checkins_person" ON "checkin_checkins" USING btree ("person_id","state","asked_at");
--> statement-breakpoint
CREATE INDEX "checkin_checkins_reader" ON "checkin_checkins" USING btree ("reader_id","state");
--> statement-breakpoint
CREATE INDEX "checkin_revisions_checkin" ON "checkin_revisions" USING btree ("checkin_id","replaced_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "checkin_rounds_nominal" ON "checkin_rounds" USING btree ("scope_kind","scope_ref","nominal_on");
--> statement-breakpoint
CREATE UNIQUE INDEX "checkin_rounds_no" ON "checkin_rounds" USING btree ("scope_kind","scope_ref","no");
--> statement-breakpoint
CREATE INDEX "data_handovers_from" ON "data_handovers" USING btree ("from_id");
--> statement-breakpoint
CREATE INDEX "data_handovers_to" ON "data_handovers" USING btree ("to_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "data_series_key" ON "data_series" USING btree ("key");
--> statement-breakpoint
CREATE INDEX "data_series_owner" ON "data_series" USING btree ("owner_id");
--> statement-breakpoint
CREATE INDEX "data_series_corrections_point" ON "data_series_corrections" USING btree ("series_id","on_day");
--> statement-breakpoint
CREATE INDEX "data_task_drafts_person" ON "data_task_drafts" USING btree ("person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "data_tasks_number" ON "data_tasks" USING btree ("number");
--> statement-breakpoint
CREATE UNIQUE INDEX "data_tasks_source" ON "data_tasks" USING btree ("source","source_id");
--> statement-breakpoint
CREATE INDEX "data_tasks_owner" ON "data_tasks" USING btree ("owner_id","state","due_on");
--> statement-breakpoint
CREATE INDEX "data_tasks_due" ON "data_tasks" USING btree ("state","key","due_on");
--> statement-breakpoint
CREATE INDEX "data_tasks_author" ON "data_tasks" USING btree ("created_by","state");
--> statement-breakpoint
CREATE INDEX "cards_shown" ON "cards" USING btree ("kind","ref");
--> statement-breakpoint
CREATE UNIQUE INDEX "cards_message" ON "cards" USING btree ("platform","message_id");
--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("received_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedupe" ON "outbox" USING btree ("dedupe_key");
--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("state","urgency","not_before");
--> statement-breakpoint
CREATE INDEX "outbox_order" ON "outbox" USING btree ("receiver","ref","state");
--> statement-breakpoint
CREATE INDEX "outbox_digest" ON "outbox" USING btree ("digest_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "work_items_key" ON "work_items" USING btree ("job","key");
--> statement-breakpoint
CREATE INDEX "work_items_state" ON "work_items" USING btree ("state","not_before");
--> statement-breakpoint
CREATE INDEX "work_items_slot" ON "work_items" USING btree ("job","slot_at");
--> statement-breakpoint
CREATE INDEX "okr_alignments_key_result" ON "okr_alignments" USING btree ("key_result_id");
--> statement-breakpoint
CREATE INDEX "okr_alignments_author" ON "okr_alignments" USING btree ("created_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "okr_cycles_key" ON "okr_cycles" USING btree ("key");
--> statement-breakpoint
CREATE INDEX "okr_cycles_span" ON "okr_cycles" USING btree ("state","starts_on","ends_on");
--> statement-breakpoint
CREATE INDEX "okr_drafts_person" ON "okr_drafts" USING btree ("person_id","state");
--> statement-breakpoint
CREATE INDEX "okr_handovers_from" ON "okr_handovers" USING btree ("from_id");
--> statement-breakpoint
CREATE INDEX "okr_handovers_to" ON "okr_handovers" USING btree ("to_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "okr_key_results_number" ON "okr_key_results" USING btree ("objective_id","number");
--> statement-breakpoint
CREATE INDEX "okr_key_results_responsible" ON "okr_key_results" USING btree ("responsible_id");
--> statement-breakpoint
CREATE INDEX "okr_key_results_author" ON "okr_key_results" USING btree ("created_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "okr_objectives_number" ON "okr_objectives" USING btree ("number");
--> statement-breakpoint
CREATE INDEX "okr_objectives_responsible" ON "okr_objectives" USING btree ("responsible_id","state");
--> statement-breakpoint
CREATE INDEX "okr_objectives_owner" ON "okr_objectives" USING btree ("owner_kind","department_id","state");
--> statement-breakpoint
CREATE INDEX "okr_objectives_author" ON "okr_objectives" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "okr_progress_history" ON "okr_progress" USING btree ("key_result_id","at");
--> statement-breakpoint
CREATE INDEX "okr_progress_person" ON "okr_progress" USING btree ("person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "people_chats_external" ON "people_chats" USING btree ("platform","external_id");
--> statement-breakpoint
CREATE INDEX "people_department_identities_department" ON "people_department_identities" USING btree ("department_id");
--> statement-breakpoint
CREATE INDEX "people_department_tree_department" ON "people_department_tree" USING btree ("department_id","depth");
--> statement-breakpoint
CREATE INDEX "people_departments_parent" ON "people_departments" USING btree ("parent_id");
--> statement-breakpoint
CREATE INDEX "people_identities_person" ON "people_identities" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "people_identities_superior" ON "people_identities" USING btree ("platform","superior_external_id");
--> statement-breakpoint
CREATE INDEX "people_identities_unreachable" ON "people_identities" USING btree ("unreachable_since");
--> statement-breakpoint
CREATE UNIQUE INDEX "people_persons_employee_no" ON "people_persons" USING btree ("employee_no");
--> statement-breakpoint
CREATE INDEX "people_persons_name" ON "people_persons" USING btree ("name");
--> statement-breakpoint
CREATE INDEX "people_persons_superior" ON "people_persons" USING btree ("superior_id");
--> statement-breakpoint
CREATE INDEX "people_persons_department" ON "people_persons" USING btree ("department_id");
--> statement-breakpoint
CREATE INDEX "people_reporting_person" ON "people_reporting" USING btree ("person_id","depth");
--> statement-breakpoint
CREATE INDEX "people_roles_role" ON "people_roles" USING btree ("role");
--> statement-breakpoint
CREATE UNIQUE INDEX "points_ledger_previous" ON "points_ledger" USING btree ("previous");
--> statement-breakpoint
CREATE UNIQUE INDEX "points_ledger_reverses" ON "points_ledger" USING btree ("reverses");
--> statement-breakpoint
CREATE UNIQUE INDEX "points_ledger_mark" ON "points_ledger" USING btree ("mark_id");
--> statement-breakpoint
CREATE INDEX "points_ledger_person" ON "points_ledger" USING btree ("person_id","month");
--> statement-breakpoint
CREATE INDEX "points_ledger_giver" ON "points_ledger" USING btree ("giver_id","month");
--> statement-breakpoint
CREATE INDEX "points_ledger_act" ON "points_ledger" USING btree ("act_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "points_marks_once" ON "points_marks" USING btree ("act_id","receiver_id");
--> statement-breakpoint
CREATE INDEX "points_marks_receiver" ON "points_marks" USING btree ("receiver_id");
--> statement-breakpoint
CREATE INDEX "points_marks_author" ON "points_marks" USING btree ("author_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "responses_duties_open" ON "responses_duties" USING btree ("subject_kind","subject_ref") WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX "responses_duties_owner" ON "responses_duties" USING btree ("owner_id","state","remind_at");
--> statement-breakpoint
CREATE INDEX "responses_duties_author" ON "responses_duties" USING btree ("author_id","state");
--> statement-breakpoint
CREATE INDEX "responses_duties_handover" ON "responses_duties" USING btree ("handover_id");
--> statement-breakpoint
CREATE INDEX "responses_handovers_from" ON "responses_handovers" USING btree ("from_id");
--> statement-breakpoint
CREATE INDEX "responses_handovers_to" ON "responses_handovers" USING btree ("to_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "responses_promises_remark" ON "responses_promises" USING btree ("remark_id");
--> statement-breakpoint
CREATE INDEX "responses_promises_by" ON "responses_promises" USING btree ("by_id","state","due_on");
--> statement-breakpoint
CREATE INDEX "responses_promises_to" ON "responses_promises" USING btree ("to_id","by_id");
--> statement-breakpoint
CREATE INDEX "responses_remarks_subject" ON "responses_remarks" USING btree ("subject_kind","subject_ref","said_at");
--> statement-breakpoint
CREATE INDEX "responses_remarks_from" ON "responses_remarks" USING btree ("from_id");
--> statement-breakpoint
CREATE INDEX "settings_changes_key" ON "settings_changes" USING btree ("key","scope","subject_id");
