package dev.tgarchiver.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tgarchiver.model.post.Peer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TdPeersTest {

    @Test
    void a_user_has_a_name_on_one_line_all_active_usernames_and_a_picture() throws Exception {
        String user = "{'@type':'user','id':7,'first_name':'Ada\\n','last_name':'Lovelace','usernames':"
                + "{'active_usernames':['ada','lovelace'],'disabled_usernames':['old']},'type':{'@type':'userTypeRegular'},"
                + "'profile_photo':{'big':{'remote':{'unique_id':'picture'}}}}";
        assertThat(TdPeers.user(json(user)))
                .isEqualTo(new Peer(7, Peer.Kind.USER, "Ada Lovelace", List.of("ada", "lovelace"), "picture"));
    }

    @Test
    void bots_and_deleted_accounts_are_told_apart() throws Exception {
        assertThat(TdPeers.user(json("{'id':7,'first_name':'Helper','type':{'@type':'userTypeBot'}}"))
                        .kind())
                .isEqualTo(Peer.Kind.BOT);
        assertThat(TdPeers.user(json("{'id':8,'first_name':'','type':{'@type':'userTypeDeleted'}}")))
                .isEqualTo(new Peer(8, Peer.Kind.DELETED, "", List.of(), ""));
    }

    @Test
    void a_chat_has_its_title_and_the_usernames_of_its_supergroup() throws Exception {
        String chat = "{'id':-1001,'title':'News','type':{'@type':'chatTypeSupergroup','is_channel':true}}";
        JsonNode supergroup = json("{'usernames':{'active_usernames':['news']}}");
        assertThat(TdPeers.chat(json(chat), Optional.of(supergroup)))
                .isEqualTo(new Peer(-1001, Peer.Kind.CHANNEL, "News", List.of("news"), ""));
        assertThat(TdPeers.chat(json("{'id':-5,'title':'Us','type':{'@type':'chatTypeBasicGroup'}}"), Optional.empty()))
                .isEqualTo(new Peer(-5, Peer.Kind.GROUP, "Us", List.of(), ""));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
