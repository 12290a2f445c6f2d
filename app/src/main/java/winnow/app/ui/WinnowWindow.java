package winnow.app.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import winnow.app.service.Models;
import winnow.app.service.Session;
import winnow.app.service.Settings;
import winnow.app.service.SettingsFile;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Commands;
import winnow.app.ui.desk.Choosers;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.job.FxJobs;
import winnow.app.ui.part.Toasts;
import winnow.app.ui.welcome.WelcomeView;
import winnow.app.ui.welcome.WelcomeViewModel;
import winnow.store.data.Counts;
import winnow.store.data.ScoringRun;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.Theme;
import winnow.viewer.text.Words;

/** The window of the program: the welcome screen, or an open workspace, and what lies over both. */
public final class WinnowWindow {

    private final Stage stage;
    private final SettingsFile settings;
    private final Lanes lanes;
    private final Choosers choosers;
    private final Demo demo;
    private final Models models;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root);
    private final FxJobs jobs;
    private final Remember remember;
    private final Overlays overlays = new Overlays(root);
    private Words words;
    private Toasts toasts;
    private Problems problems;
    private Commands commands = new Commands();
    private boolean dark;
    private Optional<Session> session = Optional.empty();
    private Optional<MainView> main = Optional.empty();

    /**
     * Makes the window; it shows with {@link #show}.
     *
     * @param settings what was chosen before; read here once, before anything is shown
     * @param lanes threads; stay the caller's
     * @param choosers asks for files and folders
     * @param demo makes the workspace of the demo
     */
    public WinnowWindow(Stage stage, SettingsFile settings, Lanes lanes, Choosers choosers, Demo demo) {
        this.stage = stage;
        this.settings = settings;
        this.lanes = lanes;
        this.choosers = choosers;
        this.models = new Models(settings);
        this.demo = demo;
        Settings now = settings.read();
        this.dark = now.theme().equals("dark");
        this.words = new Words(Locale.forLanguageTag(now.language()));
        this.toasts = new Toasts(words);
        this.problems = new Problems(words, toasts::problem);
        this.jobs = new FxJobs(lanes, problem -> problems.show(problem), problem -> problems.sentence(problem));
        this.remember = new Remember(settings, jobs);
        stage.setScene(scene);
        stage.setTitle("Winnow");
        Optional.ofNullable(WinnowWindow.class.getResource("/winnow/icons/winnow-256.png"))
                .ifPresent(url -> stage.getIcons().add(new Image(url.toExternalForm())));
        new WindowPlace(stage, remember).restore(now.window());
        listen();
        welcome();
    }

    /** Shows the window. */
    public void show() {
        stage.show();
    }

    /** Opens a workspace, making it where there is none. */
    public void open(Path workspace) {
        open(workspace, List.of());
    }

    /** The long jobs, for whoever wants to wait for them. */
    public FxJobs jobs() {
        return jobs;
    }

    /** Closes the workspace. The threads stay the caller's. */
    public void close() {
        session.ifPresent(Session::close);
        session = Optional.empty();
    }

    // ---- workspaces

    private void open(Path workspace, List<Path> files) {
        jobs.start(
                "Opening a workspace",
                Lane.DISK,
                (progress, cancel) -> Session.open(workspace, settings, lanes),
                opened -> {
                    Optional<Session> before = session;
                    session = Optional.of(opened);
                    before.ifPresent(this::closeLater);
                    remember.opened(opened.file());
                    workspace(files.isEmpty() ? "" : "data");
                    main.ifPresent(view -> {
                        if (!files.isEmpty()) {
                            view.bringIn(files);
                        }
                    });
                });
    }

    private void workspace(String screen) {
        Session open = session.orElseThrow();
        Settings now = settings.read();
        newFrame();
        Desk desk = new Desk(open, jobs, words, choosers, toasts, annotator(now));
        MainView view = new MainView(
                desk,
                commands,
                new MainView.Frame(jobs.listed(), this::toggleJobs, problems, remember, this::leave, railCommands()));
        commands.addToFrame(everywhere());
        main = Optional.of(view);
        overlays.show(view, toasts);
        theme();
        long place = now.places().getOrDefault(open.file().toString(), -1L);
        view.load(place);
        jobs.start(
                "Reading datasets",
                Lane.DISK,
                (progress, cancel) -> open.datasets().isEmpty(),
                empty -> {
                    if (screen.isEmpty()) {
                        view.show(empty ? "data" : "review");
                    }
                });
        view.show(screen.isEmpty() ? "review" : screen);
    }

    private static String annotator(Settings settings) {
        return settings.annotator().isBlank() ? System.getProperty("user.name", "annotator") : settings.annotator();
    }

    private void leave() {
        Optional<Session> before = session;
        session = Optional.empty();
        before.ifPresent(this::closeLater);
        welcome();
    }

    private void closeLater(Session before) {
        jobs.start(
                "Closing a workspace",
                Lane.DISK,
                (progress, cancel) -> {
                    before.close();
                    return before.file();
                },
                file -> {});
    }

    private void welcome() {
        main = Optional.empty();
        newFrame();
        commands.addToFrame(welcomeCommands());
        commands.addToFrame(everywhere());
        WelcomeViewModel model = new WelcomeViewModel(jobs, this::peek, models::known);
        WelcomeView view = new WelcomeView(
                model,
                words,
                new WelcomeView.Ways(
                        id -> commands.find(id).orElseThrow(), this::open, remember::forget, this::language));
        overlays.show(view, toasts);
        theme();
        Optional.ofNullable(view.lookup("#choose-files")).ifPresent(Node::requestFocus);
        model.refresh(settings.read().recent());
    }

    private Counts peek(Path file) {
        try (Session peeked = Session.open(file, settings, lanes)) {
            Optional<ScoringRun> run = peeked.latestRun();
            return peeked.review()
                    .counts(run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty());
        }
    }

    private void newFrame() {
        commands = new Commands();
        toasts = new Toasts(words);
        problems = new Problems(words, toasts::problem);
    }

    // ---- commands

    private List<Command> welcomeCommands() {
        return List.of(
                Command.of("choose-files", words.tr("Choose files"), Group.EVERYWHERE, "Mod+I", () -> {
                    bringIn(choosers.datasets());
                }),
                Command.of("demo", words.tr("Try the demo"), Group.EVERYWHERE, "Mod+D", this::openDemo));
    }

    private List<Command> railCommands() {
        return List.of(
                Command.of("keys", words.tr("Keys"), Group.EVERYWHERE, "?", this::toggleKeys)
                        .or("F1"),
                Command.of("theme", words.tr("Light or dark"), Group.EVERYWHERE, "Mod+Shift+L", this::toggleTheme));
    }

    private List<Command> everywhere() {
        List<Command> all = new java.util.ArrayList<>(railCommands());
        all.add(Command.of("jobs-pane", words.tr("Jobs"), Group.EVERYWHERE, "Mod+J", this::toggleJobs));
        all.add(Command.of("open-workspace", words.tr("Open workspace"), Group.EVERYWHERE, "Mod+O", () -> {
            choosers.workspace().ifPresent(this::open);
        }));
        all.add(Command.of("main-keys", words.tr("Back, clear, close"), Group.EVERYWHERE, "Esc", overlays::close));
        return all;
    }

    private void openDemo() {
        jobs.startLong(words.tr("Make the demo"), Lane.BULK, demo::make, file -> words.tr("ready"), this::open);
        toasts.done(words.tr("Making the demo. It opens when it is ready."));
    }

    private void bringIn(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        main.ifPresentOrElse(view -> view.bringIn(files), () -> {
            Path first = files.get(0).toAbsolutePath();
            String name = String.valueOf(first.getFileName()).replaceFirst("\\.[^.]+$", "") + ".winnow";
            choosers.newWorkspace(first.resolveSibling(name)).ifPresent(file -> open(file, files));
        });
    }

    private void toggleKeys() {
        overlays.toggle("keys-overlay", () -> new KeysOverlay(commands, words, overlays::close));
    }

    private void toggleJobs() {
        main.ifPresent(view -> overlays.toggle(
                "jobs", () -> new winnow.app.ui.job.JobsPane(jobs.listed(), view.failed(), words, overlays::close)));
    }

    private void toggleTheme() {
        dark = !dark;
        remember.theme(dark ? "dark" : "light");
        theme();
    }

    private void theme() {
        (dark ? Theme.dark() : Theme.light()).apply(scene);
    }

    private void language(String language) {
        words = new Words(Locale.forLanguageTag(language));
        remember.language(language);
        if (session.isPresent()) {
            workspace("review");
        } else {
            welcome();
        }
    }

    // ---- keys and files

    private void listen() {
        scene.addEventFilter(KeyEvent.ANY, this::onKey);
        stage.focusedProperty().addListener((property, before, focused) -> commands.releaseAll());
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        scene.setOnDragDropped(event -> {
            bringIn(event.getDragboard().getFiles().stream()
                    .map(java.io.File::toPath)
                    .toList());
            event.setDropCompleted(true);
            event.consume();
        });
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && overlays.open()) {
            if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                overlays.close();
            }
            event.consume();
        } else if (commands.handle(event, writing())) {
            event.consume();
        }
    }

    private boolean writing() {
        Node focus = scene.getFocusOwner();
        if (focus instanceof TextInputControl text) {
            return text.isEditable();
        }
        if (focus instanceof ComboBoxBase<?> combo) {
            return combo.isEditable();
        }
        return focus instanceof Spinner<?> spinner && spinner.isEditable();
    }
}
