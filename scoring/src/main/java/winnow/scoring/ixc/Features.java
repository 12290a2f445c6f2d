package winnow.scoring.ixc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.FeatureCache;
import winnow.scoring.ScoringException;

/**
 * What pictures became, kept as long as there is room, so that a picture is encoded once however many inputs show it.
 * Confined to the thread of the model.
 */
final class Features implements AutoCloseable {

    private final VisionTower tower;
    private final NDManager owner;
    private final long limit;
    private final Map<String, NDArray> known = new LinkedHashMap<>(16, 0.75f, true); // least recently used first
    private FeatureCache cache = FeatureCache.NONE;
    private long bytes;
    private long operations;

    /**
     * Features of a tower.
     *
     * @param parent lends memory until this is closed
     * @param limit bytes kept after a pass
     */
    Features(VisionTower tower, NDManager parent, long limit) {
        this.tower = tower;
        this.owner = parent.newSubManager();
        this.limit = limit;
    }

    /** The tokens of a picture, (tokens, C); belong to this, and stay until {@link #trim}. */
    NDArray of(Picture picture) throws ScoringException {
        NDArray found = known.get(picture.key());
        if (found == null) {
            found = computed(picture);
            known.put(picture.key(), found);
            bytes += size(found);
        }
        return found;
    }

    private NDArray computed(Picture picture) throws ScoringException {
        if (tower.keepable()) {
            Optional<ByteBuffer> before = cache.find(picture.key(), tower.bytes(picture));
            if (before.isPresent()) {
                return tower.known(owner, picture, before.get());
            }
        }
        NDArray made = tower.encode(owner, picture);
        operations += tower.operations(picture);
        if (tower.keepable()) {
            cache.keep(picture.key(), tower.values(made));
        }
        return made;
    }

    /** Looks in a memory that outlives this model before computing, and puts there what was computed. */
    void use(FeatureCache longer) {
        cache = longer;
    }

    private static long size(NDArray features) {
        return features.size() * Float.BYTES; // half precision takes less
    }

    /** Lets those go for which there is no room, the least recently used first. */
    void trim() {
        Iterator<NDArray> oldest = known.values().iterator();
        while (bytes > limit && oldest.hasNext()) {
            NDArray features = oldest.next();
            bytes -= size(features);
            features.close();
            oldest.remove();
        }
    }

    /** Floating-point operations of the products that were needed to encode. */
    long operations() {
        return operations;
    }

    /** Floating-point operations of the products that are needed to encode some pictures. */
    long operations(List<Picture> pictures) {
        return pictures.stream().mapToLong(tower::operations).sum();
    }

    @Override
    public void close() {
        owner.close(); // and with it all features
    }
}
