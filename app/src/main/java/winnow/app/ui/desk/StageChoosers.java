package winnow.app.ui.desk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import winnow.viewer.text.Words;

/** {@link Choosers} with the dialogs of the operating system. */
public final class StageChoosers implements Choosers {

    private final Window owner;
    private final Words words;

    /** Dialogs over {@code owner}. */
    public StageChoosers(Window owner, Words words) {
        this.owner = owner;
        this.words = words;
    }

    @Override
    public List<Path> datasets() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.tr("Choose files"));
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(words.tr("Datasets"), "*.json", "*.jsonl", "*.csv", "*.gz", "*.parquet"),
                        new ExtensionFilter(words.tr("All files"), "*.*"));
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> workspace() {
        FileChooser chooser = workspaces(words.tr("Open workspace"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> newWorkspace(Path suggestion) {
        FileChooser chooser = workspaces(words.tr("Keep the workspace as"));
        Path folder = suggestion.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        Path name = suggestion.getFileName();
        chooser.setInitialFileName(name == null ? "" : name.toString());
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    private FileChooser workspaces(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new ExtensionFilter(words.tr("Winnow workspaces"), "*.winnow"));
        return chooser;
    }
}
