package dev.tgarchiver.app.maintenance;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.archive.maintenance.Forgetting;
import java.util.List;

/** The front end's part in forgetting channels. On the caller's thread. */
public interface ForgetDialogue {

    /**
     * Whether the user wants it. The archive stays locked meanwhile.
     *
     * @throws InvalidRequest when there is no one to ask
     */
    boolean confirms(List<ForgetPlan> plans) throws InvalidRequest;

    /** A channel is forgotten. */
    void forgot(ForgetPlan plan, Forgetting.Report report);
}
