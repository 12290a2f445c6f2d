package winnow.scoring.ixc;

import java.util.List;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchLearner;
import winnow.scoring.weights.TensorInfo;

/** A model under training that can be kept and saved. Confined to one thread. */
public interface Trainee {

    /** The weights that learn, their gradients and running means. */
    TorchLearner learner();

    /** The tensors of the snapshot, in the order of the official names. */
    List<TensorInfo> tensors() throws ScoringException;

    /** The values of one of them as they are now, row by row. */
    float[] values(TensorInfo tensor) throws ScoringException;
}
