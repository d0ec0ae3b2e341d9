package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.posts.Mentions;
import picocli.CommandLine.Command;

@Command(
        name = "hashtags",
        description = {
            "Count the hashtags in texts and captions, the most frequent first. Case does not count. Also while a download runs. Needs neither login nor network.",
            ""
        })
public final class HashtagsCommand extends MentionsCommand {

    @Override
    Mentions.Kind kind() {
        return Mentions.Kind.HASHTAG;
    }
}
