package winnow.scoring.internlm2;

import java.io.IOException;
import java.util.List;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.Floats;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;

/** One decoder layer as plain loops, written from SPEC 3 and 9 a second time, to hold the fast one against. */
final class PlainLayer {

    private final InternLm2Config config;
    private final Weights weights;
    private final String name;

    PlainLayer(InternLm2Config config, Weights weights, int layer) {
        this.config = config;
        this.weights = weights;
        this.name = "model.layers." + layer + ".";
    }

    double[][] apply(float[] rows, List<PictureRows> pictures) throws IOException, ScoringException {
        int width = config.hidden();
        int length = rows.length / width;
        double[][] x = new double[length][width];
        for (int i = 0; i < rows.length; i++) {
            x[i / width][i % width] = rows[i];
        }
        double[][] attended = linear("attention.wo", attention(norm("attention_norm", x), pictures), pictures);
        double[][] y = sum(x, attended);
        double[][] n = norm("ffn_norm", y);
        double[][] gate = linear("feed_forward.w1", n, pictures);
        double[][] up = linear("feed_forward.w3", n, pictures);
        for (int t = 0; t < length; t++) {
            for (int f = 0; f < gate[t].length; f++) {
                gate[t][f] = gate[t][f] / (1 + Math.exp(-gate[t][f])) * up[t][f];
            }
        }
        return sum(y, linear("feed_forward.w2", gate, pictures));
    }

    private double[][] attention(double[][] n, List<PictureRows> pictures) throws IOException, ScoringException {
        int d = config.headSize();
        int g = config.heads() / config.groups();
        double[][] qkv = linear("attention.wqkv", n, pictures);
        double[][] out = new double[n.length][config.hidden()];
        for (int h = 0; h < config.heads(); h++) {
            int group = (h / g) * (g + 2) * d;
            for (int t = 0; t < n.length; t++) {
                double[] q = rotate(qkv[t], group + (h % g) * d, t);
                double[] p = new double[t + 1];
                double total = 0;
                for (int s = 0; s <= t; s++) {
                    double[] k = rotate(qkv[s], group + g * d, s);
                    for (int e = 0; e < d; e++) {
                        p[s] += q[e] * k[e];
                    }
                    p[s] = Math.exp(p[s] / Math.sqrt(d));
                    total += p[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int e = 0; e < d; e++) {
                        out[t][h * d + e] += p[s] / total * qkv[s][group + (g + 1) * d + e];
                    }
                }
            }
        }
        return out;
    }

    private double[] rotate(double[] row, int from, int position) {
        int d = config.headSize();
        double[] turned = new double[d];
        for (int e = 0; e < d / 2; e++) {
            double angle = position * Math.pow(config.rope().theta(), -2.0 * e / d);
            double a = row[from + e];
            double b = row[from + e + d / 2];
            turned[e] = a * Math.cos(angle) - b * Math.sin(angle);
            turned[e + d / 2] = b * Math.cos(angle) + a * Math.sin(angle);
        }
        return turned;
    }

    private double[][] norm(String part, double[][] x) throws IOException, ScoringException {
        float[] w = values(part + ".weight", config.hidden());
        double[][] out = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            double squares = 0;
            for (double value : x[t]) {
                squares += value * value;
            }
            double scale = 1 / Math.sqrt(squares / x[t].length + config.normEpsilon());
            for (int c = 0; c < x[t].length; c++) {
                out[t][c] = w[c] * x[t][c] * scale;
            }
        }
        return out;
    }

    private double[][] linear(String part, double[][] x, List<PictureRows> pictures)
            throws IOException, ScoringException {
        double[][] y = times(part + ".weight", x);
        double[][] low = times(part + ".Plora_B.weight", times(part + ".Plora_A.weight", x));
        for (PictureRows rows : pictures) {
            for (int t = rows.first(); t < rows.end(); t++) {
                for (int o = 0; o < y[t].length; o++) {
                    y[t][o] += low[t][o];
                }
            }
        }
        return y;
    }

    private double[][] times(String part, double[][] x) throws IOException, ScoringException {
        int in = x[0].length;
        float[] w = values(part, -1, in);
        double[][] y = new double[x.length][w.length / in];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < w.length; i++) {
                y[t][i / in] += w[i] * x[t][i % in];
            }
        }
        return y;
    }

    private float[] values(String part, long... shape) throws IOException, ScoringException {
        TensorInfo info = weights.get(name + part, shape);
        return Floats.read(info);
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int c = 0; c < a[t].length; c++) {
                sum[t][c] = a[t][c] + b[t][c];
            }
        }
        return sum;
    }
}
