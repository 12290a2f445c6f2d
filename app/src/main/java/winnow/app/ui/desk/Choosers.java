package winnow.app.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files and folders. On the JavaFX thread; waits for the answer. */
public interface Choosers {

    /** Dataset files to bring in; empty when the user changed their mind. */
    List<Path> datasets();

    /** A folder that exists; empty when the user changed their mind. */
    Optional<Path> folder(String title);

    /** A workspace to open; empty when the user changed their mind. */
    Optional<Path> workspace();

    /** Where to keep a new workspace; empty when the user changed their mind. */
    Optional<Path> newWorkspace(Path suggestion);
}
