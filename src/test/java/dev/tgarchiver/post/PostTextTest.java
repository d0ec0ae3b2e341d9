package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PostTextTest {

    private static PostText of(String json) throws Exception {
        return PostText.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void text_and_captions_keep_their_formatting() throws Exception {
        String entities = "[{'@type':'textEntity','offset':0,'length':2}]";
        String text = "{'@type':'formattedText','text':'Hi you','entities':" + entities + "}";
        PostText expected = new PostText("Hi you", entities.replace('\'', '"'));
        assertThat(of("{'@type':'messageText','text':" + text + ",'link_preview':{'@type':'linkPreview','title':'T'}}"))
                .isEqualTo(expected);
        assertThat(of("{'@type':'messagePhoto','photo':{'@type':'photo'},'caption':" + text + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'@type':'messageAnimatedEmoji','animated_emoji':{'@type':'animatedEmoji','sticker':{'emoji':'x'}},'emoji':'👍'}"
                        + "|👍",
                "{'@type':'messageDice','initial_state':{'sticker':{'@type':'sticker','emoji':'x'}},'emoji':'🎲','value':4}|🎲",
                "{'@type':'messagePoll','poll':{'question':{'@type':'formattedText','text':'Why?','entities':[]},'options':["
                        + "{'text':{'@type':'formattedText','text':'A'}},{'text':{'@type':'formattedText','text':'B'}}]}}"
                        + "|Why?/A/B",
                "{'@type':'messageChecklist','list':{'title':{'text':'To do'},'tasks':[{'id':1,'text':{'text':'Sleep'}}]}}"
                        + "|To do/Sleep",
                "{'@type':'messageVenue','venue':{'location':{'latitude':1.5},'title':'Home','address':'Street 1','id':'x'}}"
                        + "|Home/Street 1",
                "{'@type':'messageContact','contact':{'phone_number':'+1','first_name':'Ann','last_name':'','vcard':'v'}}"
                        + "|+1/Ann",
                "{'@type':'messageGame','game':{'short_name':'g','title':'Game','text':{'text':''},'description':'Play'}}"
                        + "|Game/Play",
                "{'@type':'messageChatChangeTitle','title':'New'}|New",
                "{'@type':'messageForumTopicCreated','name':'Topic','icon':{'@type':'forumTopicIcon','color':1}}|Topic",
                "{'@type':'messageRichMessage','message':{'blocks':[{'@type':'pageBlockParagraph','text':{'@type':'richTexts',"
                        + "'texts':[{'@type':'richTextPlain','text':'Good '},{'@type':'richTextBold','text':"
                        + "{'@type':'richTextPlain','text':'morning'}}]}}]}}|Good morning",
                "{'@type':'messageOfTomorrow','saying':{'text':{'@type':'formattedText','text':'Hello'}}}|Hello",
                "{'@type':'messageAudio','audio':{'@type':'audio','title':'Song'},'caption':{'text':'','entities':[]}}|``",
                "{'@type':'messageSticker','sticker':{'@type':'sticker','emoji':'x'}}|``",
            })
    void words_are_found_wherever_a_content_has_them(String content, String expected) throws Exception {
        assertThat(of(content)).isEqualTo(new PostText(expected.replace('/', '\n'), ""));
    }
}
