package dev.tgarchiver.post;

import java.util.Map;
import java.util.Set;

/**
 * The fields of a {@code message} that change without an edit by its author: counters, votes, marks of the moment. They
 * are kept as they were last seen, and make no version. Telegram raises the edit date for reactions, too, so the date
 * decides nothing.
 */
final class Counters {

    /** Wherever they stand. */
    private static final Set<String> EVERYWHERE = Set.of("is_pinned", "edit_date", "interaction_info", "fact_check");

    private static final Map<String, Set<String>> OF_TYPE = Map.ofEntries(
            Map.entry(
                    "message",
                    Set.of(
                            "is_outgoing",
                            "is_from_offline",
                            "has_timestamped_media",
                            "has_sensitive_content",
                            "sending_state",
                            "sender_tag",
                            "sender_boost_count",
                            "summary_language_code",
                            "restriction_info")),
            Map.entry(
                    "poll",
                    Set.of(
                            "total_voter_count",
                            "recent_voter_ids",
                            "can_get_voters",
                            "can_see_results",
                            "option_order",
                            "is_closed",
                            "vote_restriction_reason")),
            Map.entry(
                    "pollOption",
                    Set.of("voter_count", "vote_percentage", "recent_voter_ids", "is_chosen", "is_being_chosen")),
            Map.entry("pollTypeQuiz", Set.of("correct_option_ids", "explanation", "explanation_media")),
            Map.entry("messagePoll", Set.of("can_add_option")),
            Map.entry("messageLiveLocation", Set.of("location")),
            Map.entry("checklist", Set.of("can_add_tasks", "can_mark_tasks_as_done")),
            Map.entry("checklistTask", Set.of("completed_by", "completion_date")),
            Map.entry("voiceNote", Set.of("speech_recognition_result")),
            Map.entry("videoNote", Set.of("speech_recognition_result")),
            Map.entry("linkPreview", Set.of("instant_view_version")),
            Map.entry("messageGroupCall", Set.of("is_active", "was_missed", "duration", "other_participant_ids")));

    private Counters() {}

    static boolean isCounter(String type, String field) {
        if (EVERYWHERE.contains(field)) {
            return true;
        }
        Set<String> fields = OF_TYPE.get(type);
        return fields != null && fields.contains(field);
    }
}
