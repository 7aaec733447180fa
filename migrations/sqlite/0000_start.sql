CREATE TABLE `alerts_incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`subject_id` text NOT NULL,
	`occurrence` text NOT NULL,
	`on_day` text NOT NULL,
	`responsible_id` text,
	`state` text NOT NULL,
	`fired_at` integer NOT NULL,
	`threshold` integer NOT NULL,
	`variant` text,
	`before_sum` integer,
	`after_sum` integer,
	`acknowledged_by` text,
	`acknowledged_at` integer,
	`ended_at` integer,
	`ended_by` text,
	`over_reason` text,
	`cause` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_incidents_natural` ON `alerts_incidents` (`rule`,`subject_id`,`occurrence`);--> statement-breakpoint
CREATE INDEX `alerts_incidents_state` ON `alerts_incidents` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `alerts_incidents_responsible` ON `alerts_incidents` (`responsible_id`,`state`);--> statement-breakpoint
CREATE TABLE `alerts_recipients` (
	`incident_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`told_at` integer NOT NULL,
	`gone_at` integer,
	`snoozed_until` integer,
	`snoozes` integer NOT NULL,
	PRIMARY KEY(`incident_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `alerts_recipients_person` ON `alerts_recipients` (`person_id`,`gone_at`);--> statement-breakpoint
CREATE TABLE `checkin_answers` (
	`checkin_id` text NOT NULL,
	`question` text NOT NULL,
	`text` text,
	`level` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`checkin_id`, `question`),
	FOREIGN KEY (`checkin_id`) REFERENCES `checkin_checkins`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `checkin_cadences` (
	`id` text PRIMARY KEY NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_ref` text NOT NULL,
	`rhythm` text NOT NULL,
	`weekday` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`set_by` text,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `checkin_cadences_start` ON `checkin_cadences` (`scope_kind`,`scope_ref`,`starts_on`);--> statement-breakpoint
CREATE TABLE `checkin_checkins` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`person_id` text NOT NULL,
	`reader_id` text,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`submitted_at` integer,
	`drafted_at` integer,
	`skip_reason` text,
	`snoozed_until` integer,
	`asking` text,
	`asking_since` integer,
	`earlier_blockers` text,
	`blockers_closed_at` integer,
	FOREIGN KEY (`round_id`) REFERENCES `checkin_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `checkin_checkins_once` ON `checkin_checkins` (`round_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `checkin_checkins_person` ON `checkin_checkins` (`person_id`,`state`,`asked_at`);--> statement-breakpoint
CREATE INDEX `checkin_checkins_reader` ON `checkin_checkins` (`reader_id`,`state`);--> statement-breakpoint
CREATE TABLE `checkin_consents` (
	`person_id` text PRIMARY KEY NOT NULL,
	`notice` integer NOT NULL,
	`accepted_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `checkin_revisions` (
	`id` text PRIMARY KEY NOT NULL,
	`checkin_id` text NOT NULL,
	`question` text NOT NULL,
	`text` text,
	`level` integer,
	`replaced_at` integer NOT NULL,
	FOREIGN KEY (`checkin_id`) REFERENCES `checkin_checkins`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `checkin_revisions_checkin` ON `checkin_revisions` (`checkin_id`,`replaced_at`);--> statement-breakpoint
CREATE TABLE `checkin_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`scope_kind` text NOT NULL,
	`scope_ref` text NOT NULL,
	`no` integer NOT NULL,
	`rhythm` text NOT NULL,
	`nominal_on` text NOT NULL,
	`due_on` text NOT NULL,
	`template` text NOT NULL,
	`opened_at` integer NOT NULL,
	`deadline_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `checkin_rounds_nominal` ON `checkin_rounds` (`scope_kind`,`scope_ref`,`nominal_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `checkin_rounds_no` ON `checkin_rounds` (`scope_kind`,`scope_ref`,`no`);--> statement-breakpoint
CREATE TABLE `data_handover_items` (
	`handover_id` text NOT NULL,
	`item` text NOT NULL,
	`item_id` text NOT NULL,
	PRIMARY KEY(`handover_id`, `item`, `item_id`)
);
--> statement-breakpoint
CREATE TABLE `data_handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `data_handovers_from` ON `data_handovers` (`from_id`);--> statement-breakpoint
CREATE INDEX `data_handovers_to` ON `data_handovers` (`to_id`);--> statement-breakpoint
CREATE TABLE `data_series` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`owner_id` text NOT NULL,
	`source` text NOT NULL,
	`link` text,
	`created_at` integer NOT NULL,
	`reported` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_series_key` ON `data_series` (`key`);--> statement-breakpoint
CREATE INDEX `data_series_owner` ON `data_series` (`owner_id`);--> statement-breakpoint
CREATE TABLE `data_series_corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`series_id` text NOT NULL,
	`on_day` text NOT NULL,
	`before` integer NOT NULL,
	`after` integer NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `data_series_corrections_point` ON `data_series_corrections` (`series_id`,`on_day`);--> statement-breakpoint
CREATE TABLE `data_series_points` (
	`series_id` text NOT NULL,
	`on_day` text NOT NULL,
	`thousandths` integer NOT NULL,
	`source` text NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`series_id`, `on_day`)
);
--> statement-breakpoint
CREATE TABLE `data_task_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`input` text,
	`task_id` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `data_task_drafts_person` ON `data_task_drafts` (`person_id`);--> statement-breakpoint
CREATE TABLE `data_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`owner_id` text NOT NULL,
	`due_on` text NOT NULL,
	`key` integer NOT NULL,
	`goal` text,
	`source` text NOT NULL,
	`source_id` text,
	`link` text,
	`state` text NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`reported` text,
	`reported_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_tasks_number` ON `data_tasks` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `data_tasks_source` ON `data_tasks` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `data_tasks_owner` ON `data_tasks` (`owner_id`,`state`,`due_on`);--> statement-breakpoint
CREATE INDEX `data_tasks_due` ON `data_tasks` (`state`,`key`,`due_on`);--> statement-breakpoint
CREATE INDEX `data_tasks_author` ON `data_tasks` (`created_by`,`state`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`frozen` text,
	`viewer_id` text,
	`chat_id` text,
	`revision` integer NOT NULL,
	`message_id` text,
	`sent_at` integer NOT NULL,
	`gone` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cards_shown` ON `cards` (`kind`,`ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `cards_message` ON `cards` (`platform`,`message_id`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`platform` text NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`received_at` integer NOT NULL,
	`person_id` text,
	`state` text NOT NULL,
	`code` text,
	PRIMARY KEY(`platform`, `key`)
);
--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`receiver` text NOT NULL,
	`platform` text,
	`urgency` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`frozen` text,
	`card_id` text,
	`reply_to` text,
	`update_token` text,
	`not_before` integer NOT NULL,
	`send_by` integer,
	`state` text NOT NULL,
	`held` integer DEFAULT false NOT NULL,
	`digest_id` text,
	`wire` text,
	`uuid` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`first_attempt_at` integer,
	`last_code` text,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`urgency`,`not_before`);--> statement-breakpoint
CREATE INDEX `outbox_order` ON `outbox` (`receiver`,`ref`,`state`);--> statement-breakpoint
CREATE INDEX `outbox_digest` ON `outbox` (`digest_id`);--> statement-breakpoint
CREATE TABLE `presses` (
	`card_id` text NOT NULL,
	`revision` integer NOT NULL,
	`slot` integer NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`toast` text,
	PRIMARY KEY(`card_id`, `revision`, `slot`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `work_items` (
	`id` text PRIMARY KEY NOT NULL,
	`job` text NOT NULL,
	`key` text NOT NULL,
	`slot_at` integer NOT NULL,
	`cursor` text,
	`state` text NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_code` text,
	`done_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `work_items_key` ON `work_items` (`job`,`key`);--> statement-breakpoint
CREATE INDEX `work_items_state` ON `work_items` (`state`,`not_before`);--> statement-breakpoint
CREATE INDEX `work_items_slot` ON `work_items` (`job`,`slot_at`);--> statement-breakpoint
CREATE TABLE `okr_alignments` (
	`objective_id` text NOT NULL,
	`key_result_id` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`objective_id`, `key_result_id`)
);
--> statement-breakpoint
CREATE INDEX `okr_alignments_key_result` ON `okr_alignments` (`key_result_id`);--> statement-breakpoint
CREATE INDEX `okr_alignments_author` ON `okr_alignments` (`created_by`);--> statement-breakpoint
CREATE TABLE `okr_cycles` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `okr_cycles_key` ON `okr_cycles` (`key`);--> statement-breakpoint
CREATE INDEX `okr_cycles_span` ON `okr_cycles` (`state`,`starts_on`,`ends_on`);--> statement-breakpoint
CREATE TABLE `okr_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`input` text,
	`objective_id` text,
	`state` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `okr_drafts_person` ON `okr_drafts` (`person_id`,`state`);--> statement-breakpoint
CREATE TABLE `okr_handover_items` (
	`handover_id` text NOT NULL,
	`goal` text NOT NULL,
	`goal_id` text NOT NULL,
	PRIMARY KEY(`handover_id`, `goal`, `goal_id`)
);
--> statement-breakpoint
CREATE TABLE `okr_handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `okr_handovers_from` ON `okr_handovers` (`from_id`);--> statement-breakpoint
CREATE INDEX `okr_handovers_to` ON `okr_handovers` (`to_id`);--> statement-breakpoint
CREATE TABLE `okr_key_results` (
	`id` text PRIMARY KEY NOT NULL,
	`objective_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`unit` text NOT NULL,
	`start` real NOT NULL,
	`target` real NOT NULL,
	`current` real NOT NULL,
	`step` real NOT NULL,
	`responsible_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`due_on` text NOT NULL,
	`verification` text NOT NULL,
	`updated_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `okr_key_results_number` ON `okr_key_results` (`objective_id`,`number`);--> statement-breakpoint
CREATE INDEX `okr_key_results_responsible` ON `okr_key_results` (`responsible_id`);--> statement-breakpoint
CREATE INDEX `okr_key_results_author` ON `okr_key_results` (`created_by`);--> statement-breakpoint
CREATE TABLE `okr_objectives` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`cycle_id` text NOT NULL,
	`owner_kind` text NOT NULL,
	`department_id` text,
	`title` text NOT NULL,
	`responsible_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`due_on` text NOT NULL,
	`verification` text NOT NULL,
	`state` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `okr_objectives_number` ON `okr_objectives` (`number`);--> statement-breakpoint
CREATE INDEX `okr_objectives_responsible` ON `okr_objectives` (`responsible_id`,`state`);--> statement-breakpoint
CREATE INDEX `okr_objectives_owner` ON `okr_objectives` (`owner_kind`,`department_id`,`state`);--> statement-breakpoint
CREATE INDEX `okr_objectives_author` ON `okr_objectives` (`created_by`);--> statement-breakpoint
CREATE TABLE `okr_progress` (
	`id` text PRIMARY KEY NOT NULL,
	`key_result_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`source` text NOT NULL,
	`before` real NOT NULL,
	`after` real NOT NULL,
	`note` text,
	`undone_at` integer
);
--> statement-breakpoint
CREATE INDEX `okr_progress_history` ON `okr_progress` (`key_result_id`,`at`);--> statement-breakpoint
CREATE INDEX `okr_progress_person` ON `okr_progress` (`person_id`);--> statement-breakpoint
CREATE TABLE `people_chats` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`external` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_chats_external` ON `people_chats` (`platform`,`external_id`);--> statement-breakpoint
CREATE TABLE `people_department_identities` (
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`department_id` text NOT NULL,
	PRIMARY KEY(`platform`, `external_id`)
);
--> statement-breakpoint
CREATE INDEX `people_department_identities_department` ON `people_department_identities` (`department_id`);--> statement-breakpoint
CREATE TABLE `people_department_tree` (
	`ancestor_id` text NOT NULL,
	`department_id` text NOT NULL,
	`depth` integer NOT NULL,
	PRIMARY KEY(`ancestor_id`, `department_id`)
);
--> statement-breakpoint
CREATE INDEX `people_department_tree_department` ON `people_department_tree` (`department_id`,`depth`);--> statement-breakpoint
CREATE TABLE `people_departments` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`parent_id` text,
	`gone_at` integer
);
--> statement-breakpoint
CREATE INDEX `people_departments_parent` ON `people_departments` (`parent_id`);--> statement-breakpoint
CREATE TABLE `people_identities` (
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`person_id` text NOT NULL,
	`superior_external_id` text,
	`gone_at` integer,
	`unreachable_since` integer,
	`unreachable_reason` text,
	PRIMARY KEY(`platform`, `external_id`)
);
--> statement-breakpoint
CREATE INDEX `people_identities_person` ON `people_identities` (`person_id`);--> statement-breakpoint
CREATE INDEX `people_identities_superior` ON `people_identities` (`platform`,`superior_external_id`);--> statement-breakpoint
CREATE INDEX `people_identities_unreachable` ON `people_identities` (`unreachable_since`);--> statement-breakpoint
CREATE TABLE `people_persons` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_no` text NOT NULL,
	`name` text NOT NULL,
	`department_id` text,
	`superior_id` text,
	`title` text,
	`language` text,
	`joined_on` text,
	`status` text NOT NULL,
	`left_at` integer,
	`home` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_persons_employee_no` ON `people_persons` (`employee_no`);--> statement-breakpoint
CREATE INDEX `people_persons_name` ON `people_persons` (`name`);--> statement-breakpoint
CREATE INDEX `people_persons_superior` ON `people_persons` (`superior_id`);--> statement-breakpoint
CREATE INDEX `people_persons_department` ON `people_persons` (`department_id`);--> statement-breakpoint
CREATE TABLE `people_reporting` (
	`superior_id` text NOT NULL,
	`person_id` text NOT NULL,
	`depth` integer NOT NULL,
	PRIMARY KEY(`superior_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `people_reporting_person` ON `people_reporting` (`person_id`,`depth`);--> statement-breakpoint
CREATE TABLE `people_roles` (
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`granted_by` text,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `role`)
);
--> statement-breakpoint
CREATE INDEX `people_roles_role` ON `people_roles` (`role`);--> statement-breakpoint
CREATE TABLE `people_setup_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`used_by` text
);
--> statement-breakpoint
CREATE TABLE `points_acts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`by_id` text NOT NULL,
	`chat_id` text,
	`usual_dimension` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `points_drafts` (
	`person_id` text PRIMARY KEY NOT NULL,
	`receivers` text NOT NULL,
	`names` text,
	`amount` integer,
	`dimension` text,
	`reason` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `points_ledger` (
	`number` integer PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`giver_id` text NOT NULL,
	`dimension` text NOT NULL,
	`amount` integer NOT NULL,
	`kind` text NOT NULL,
	`multiplier` integer NOT NULL,
	`act_id` text,
	`mark_id` text,
	`reverses` integer,
	`at` integer NOT NULL,
	`month` text NOT NULL,
	`words_digest` text NOT NULL,
	`salt` text NOT NULL,
	`previous` text NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `points_ledger_previous` ON `points_ledger` (`previous`);--> statement-breakpoint
CREATE UNIQUE INDEX `points_ledger_reverses` ON `points_ledger` (`reverses`);--> statement-breakpoint
CREATE UNIQUE INDEX `points_ledger_mark` ON `points_ledger` (`mark_id`);--> statement-breakpoint
CREATE INDEX `points_ledger_person` ON `points_ledger` (`person_id`,`month`);--> statement-breakpoint
CREATE INDEX `points_ledger_giver` ON `points_ledger` (`giver_id`,`month`);--> statement-breakpoint
CREATE INDEX `points_ledger_act` ON `points_ledger` (`act_id`);--> statement-breakpoint
CREATE TABLE `points_marks` (
	`id` text PRIMARY KEY NOT NULL,
	`act_id` text NOT NULL,
	`author_id` text NOT NULL,
	`receiver_id` text NOT NULL,
	`dimension` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `points_marks_once` ON `points_marks` (`act_id`,`receiver_id`);--> statement-breakpoint
CREATE INDEX `points_marks_receiver` ON `points_marks` (`receiver_id`);--> statement-breakpoint
CREATE INDEX `points_marks_author` ON `points_marks` (`author_id`);--> statement-breakpoint
CREATE TABLE `points_reasons` (
	`number` integer PRIMARY KEY NOT NULL,
	`text` text,
	`note` text,
	`salt` text,
	`erased_at` integer
);
--> statement-breakpoint
CREATE TABLE `points_settlements` (
	`mark_id` text PRIMARY KEY NOT NULL,
	`outcome` text NOT NULL,
	`by_id` text,
	`entry` integer,
	`words` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `points_thanks` (
	`entry` integer PRIMARY KEY NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `responses_duties` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_ref` text NOT NULL,
	`author_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`show_kind` text NOT NULL,
	`show_ref` text NOT NULL,
	`reply_action` text,
	`opened_at` integer NOT NULL,
	`remind_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	`answered_at` integer,
	`answered_by` text,
	`escalated_at` integer,
	`escalated_to` text,
	`closed_at` integer,
	`handover_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `responses_duties_open` ON `responses_duties` (`subject_kind`,`subject_ref`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `responses_duties_owner` ON `responses_duties` (`owner_id`,`state`,`remind_at`);--> statement-breakpoint
CREATE INDEX `responses_duties_author` ON `responses_duties` (`author_id`,`state`);--> statement-breakpoint
CREATE INDEX `responses_duties_handover` ON `responses_duties` (`handover_id`);--> statement-breakpoint
CREATE TABLE `responses_handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `responses_handovers_from` ON `responses_handovers` (`from_id`);--> statement-breakpoint
CREATE INDEX `responses_handovers_to` ON `responses_handovers` (`to_id`);--> statement-breakpoint
CREATE TABLE `responses_promises` (
	`id` text PRIMARY KEY NOT NULL,
	`remark_id` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_ref` text NOT NULL,
	`preset` text NOT NULL,
	`by_id` text NOT NULL,
	`to_id` text NOT NULL,
	`due_on` text NOT NULL,
	`state` text NOT NULL,
	`kept_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `responses_promises_remark` ON `responses_promises` (`remark_id`);--> statement-breakpoint
CREATE INDEX `responses_promises_by` ON `responses_promises` (`by_id`,`state`,`due_on`);--> statement-breakpoint
CREATE INDEX `responses_promises_to` ON `responses_promises` (`to_id`,`by_id`);--> statement-breakpoint
CREATE TABLE `responses_remarks` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_ref` text NOT NULL,
	`from_id` text NOT NULL,
	`preset` text,
	`text` text,
	`said_at` integer NOT NULL,
	`seen_at` integer,
	`by_author` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `responses_remarks_subject` ON `responses_remarks` (`subject_kind`,`subject_ref`,`said_at`);--> statement-breakpoint
CREATE INDEX `responses_remarks_from` ON `responses_remarks` (`from_id`);--> statement-breakpoint
CREATE TABLE `settings_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`scope` text NOT NULL,
	`subject_id` text NOT NULL,
	`before` text,
	`after` text,
	`changed_by` text,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `settings_changes_key` ON `settings_changes` (`key`,`scope`,`subject_id`);--> statement-breakpoint
CREATE TABLE `settings_values` (
	`key` text NOT NULL,
	`scope` text NOT NULL,
	`subject_id` text NOT NULL,
	`value` text NOT NULL,
	`changed_by` text,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`key`, `scope`, `subject_id`)
);
