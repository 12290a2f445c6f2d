package winnow.app.service;

import java.nio.file.Path;
import winnow.scoring.FeatureCache;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.cache.FeatureFolder;

/**
 * What models computed from the pictures of a workspace, kept in a folder beside it, so that a later run with the same
 * model computes only what is new. The folder may be deleted at any time.
 */
public final class PictureFeatures implements AutoCloseable {

    /** Bytes the folder takes at most, unless somebody says otherwise. */
    public static final long DEFAULT_BYTES = 2048L << 20;

    private final FeatureFolder folder;

    private PictureFeatures(FeatureFolder folder) {
        this.folder = folder;
    }

    /** The features of a workspace; 0 bytes for none. */
    static PictureFeatures open(Path workspace, long bytes) {
        return new PictureFeatures(FeatureFolder.open(folder(workspace), bytes));
    }

    /** The folder of a workspace: its file's name and {@code .cache}. */
    static Path folder(Path workspace) {
        return workspace.resolveSibling(workspace.getFileName() + ".cache");
    }

    /** Those of a model, computed with options; of these, only numbers and configuration decide on features. */
    FeatureCache of(ModelInfo model, ModelOptions options) {
        return folder.of(String.join(
                " ",
                model.kind(),
                model.fingerprint(),
                options.precision().id(),
                options.configOverrides().toString()));
    }

    @Override
    public void close() {
        folder.close();
    }
}
