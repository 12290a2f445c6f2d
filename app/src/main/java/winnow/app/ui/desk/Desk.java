package winnow.app.ui.desk;

import java.util.List;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.app.ui.part.Toasts;
import winnow.viewer.text.Words;

/**
 * What every screen of an open workspace works with.
 *
 * @param session the open workspace
 * @param jobs the door to everything slow
 * @param words the user's language
 * @param choosers asks for files and folders
 * @param toasts short messages
 * @param annotator the name decisions are signed with
 * @param reasons what is stored for the reasons to prune, the first has the digit 1; none for those that come with
 *     Winnow
 */
public record Desk(
        Session session,
        Jobs jobs,
        Words words,
        Choosers choosers,
        Toasts toasts,
        String annotator,
        List<String> reasons) {}
