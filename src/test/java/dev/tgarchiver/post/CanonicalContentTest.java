package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.model.post.ContentHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalContentTest {

    private static final String POST =
            "{'@type':'message','id':1048576,'date':1,'edit_date':0,'content':{'@type':'messageText','text':"
                    + "{'@type':'formattedText','text':'hello','entities':[]}}}";

    @Test
    void another_text_is_another_version() throws Exception {
        assertThat(hash(POST.replace("hello", "hullo"))).isNotEqualTo(hash(POST));
    }

    @Test
    void a_value_does_not_move_from_a_field_to_the_next() throws Exception {
        assertThat(hash("{'a':'1','b':'23'}")).isNotEqualTo(hash("{'a':'12','b':'3'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'edit_date':5,",
                "'is_pinned':true,",
                "'is_outgoing':true,",
                "'can_be_saved':true,",
                "'interaction_info':{'@type':'messageInteractionInfo','view_count':7},",
                "'a_field_of_a_newer_tdlib':false,",
                "'a_field_of_a_newer_tdlib':[],"
            })
    void what_changes_by_itself_is_not_another_version(String field) throws Exception {
        String changed = POST.replace("'edit_date':0,", field);
        assertThat(hash(changed)).isEqualTo(hash(POST));
    }

    @Test
    void votes_are_not_another_version_of_a_poll_but_another_option_is() throws Exception {
        String poll = "{'@type':'message','content':{'@type':'messagePoll','poll':{'@type':'poll','options':"
                + "[{'@type':'pollOption','text':{'@type':'formattedText','text':'yes'},'voter_count':1}]}}}";
        assertThat(hash(poll.replace("'voter_count':1", "'voter_count':20,'is_chosen':true")))
                .isEqualTo(hash(poll));
        assertThat(hash(poll.replace("yes", "no"))).isNotEqualTo(hash(poll));
    }

    @Test
    void a_sticker_that_the_client_adds_when_it_has_it_is_not_another_version() throws Exception {
        String dice = "{'@type':'message','content':{'@type':'messageDice','emoji':'x','value':4}}";
        assertThat(hash(dice.replace("'value'", "'final_state':{'@type':'diceStickersRegular'},'value'")))
                .isEqualTo(hash(dice));
        String prize = "{'@type':'message','content':{'@type':'messageGiveaway','winner_count':2}}";
        assertThat(hash(prize.replace("'winner", "'sticker':{'@type':'sticker','set_id':'1'},'winner")))
                .isEqualTo(hash(prize));
    }

    @Test
    void the_clients_number_of_a_plain_background_is_not_another_version_but_another_colour_is() throws Exception {
        String plain = "{'@type':'message','content':{'@type':'messageChatSetBackground','background':"
                + "{'@type':'chatBackground','background':{'@type':'background','id':'1','name':'336699'}}}}";
        assertThat(hash(plain.replace("'id':'1'", "'id':'2'"))).isEqualTo(hash(plain));
        assertThat(hash(plain.replace("336699", "993366"))).isNotEqualTo(hash(plain));
    }

    private static ContentHash hash(String json) throws JsonProcessingException {
        JsonNode message = AttachedFilesTest.json(json);
        return CanonicalContent.hash(message);
    }
}
