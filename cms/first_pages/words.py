"""What the school's first pages say until an editor says it better."""

from typing import Any

Words = dict[str, Any]

HOME: Words = {
    "title": "赋能夜校",
    "title_en": "Empowerment Night School",
    "headline_zh": "晚上学门手艺，白天多份底气",
    "headline_en": "Learn a trade by night, stand taller by day",
    "summary_zh": "护士长、月嫂师傅、养老护理专家轮流来讲。前半段听懂道理，后半段动手练会。考过了，发一张谁都能查真假的培训合格证书。",
    "summary_en": "Nurses, senior maternity carers and elder-care experts take turns. First you understand, then you practise by hand. Pass, and you hold a certificate that anyone can check.",
}
HOW: list[Words] = [
    {
        "title_zh": "用手机报名",
        "title_en": "Sign up by phone",
        "text_zh": "选一个班，填姓名和身份证号。满了就排队，有空位按顺序通知。",
        "text_en": "Choose a class, give your name and ID number. If it is full you wait in line, and are told in turn.",
    },
    {
        "title_zh": "晚上来上课",
        "title_en": "Come in the evening",
        "text_zh": "19:00 到 21:25，三节课。先讲道理，再由助教带着动手练。",
        "text_en": "19:00 to 21:25, three periods. Theory first, then practice with an assistant beside you.",
    },
    {
        "title_zh": "在手机上看课文",
        "title_en": "Read on your phone",
        "text_zh": "每课十分钟左右，能听，能自己测一测，忘了随时翻。",
        "text_en": "About ten minutes a lesson. It can be read aloud, and you can test yourself.",
    },
    {
        "title_zh": "考理论，考实操",
        "title_en": "Theory and practical",
        "text_zh": "理论在手机上答，实操由两位考评员现场打分。没过可以补考。",
        "text_en": "Theory is answered on the phone; two examiners mark your practice. There is a retake.",
    },
    {
        "title_zh": "拿证书，攒积分",
        "title_en": "Certificate and points",
        "text_zh": "证书上有二维码，客户一扫就知道真假。结业后三、六、十二个月，我们回访收入。",
        "text_en": "Clients scan the code and see that it is real. After 3, 6 and 12 months we ask how your pay has changed.",
    },
]
COURSES: Words = {
    "title": "课程",
    "title_en": "Courses",
    "summary_zh": "三个方向，零基础可以学。每门课都先讲道理、再动手练，考核标准一开始就告诉您。",
    "summary_en": "Three fields, open to beginners. Every course teaches the reasons first, then the hands; how you will be assessed is told from the start.",
}
LECTURERS: Words = {
    "title": "讲师",
    "title_en": "Lecturers",
    "summary_zh": "谁在行，就请谁来讲。每门课的内容，都由护士讲师逐条确认后才开班。",
    "summary_en": "Whoever knows the work teaches it. A nurse-instructor confirms every course, point by point, before a class opens.",
}
NEWS_INDEX: Words = {
    "title": "学校新闻",
    "title_en": "School news",
    "summary_zh": "开班、考核和夜校里的事。",
    "summary_en": "Classes, assessments, and what goes on at the school.",
}
STANDARDS: Words = {
    "title": "服务标准二十条",
    "title_en": "The twenty service standards",
    "summary_zh": "从敲门到带走垃圾，一次上门服务该做到的二十件事。每条都有检查点，红线条目一条也不能碰。",
    "summary_en": "Twenty things a visit asks for, from the knock at the door to taking out the waste. Each has its checks; the red lines may never be crossed.",
}
COURSE_LEADS: dict[str, tuple[str, str]] = {
    "EC": (
        "在家里照护老人：喂饭、擦洗、翻身、转移，陪伴记不住事的老人，遇到噎食和心跳骤停知道怎么救。",
        "Caring for elders at home: meals, washing, turning and transfer, keeping company with those who forget, and first aid when it counts.",
    ),
    "PC": (
        "照护产后妈妈和新生宝宝：喂养、洗澡、抚触、恢复动作，看得出危险信号，知道什么时候送医。",
        "Caring for mothers and newborns: feeding, bath, massage, gentle recovery; seeing the danger signs and knowing when to call a doctor.",
    ),
    "CL": (
        "按二十条标准上门：看懂标签、配对浓度、不混用，把厨房、卫生间、玻璃和地面做干净，会收纳，会验收。",
        "Working to the twenty standards: labels, dilution, never mixing; clean kitchens, bathrooms, glass and floors; organising and handing over.",
    ),
}
LECTURER_LEADS: dict[str, tuple[str, str]] = {
    "nurse_instructor": (
        "讲生命体征、感染防控、用药安全和急救。课程里和健康有关的内容，由护士讲师逐条确认。",
        "Teaches vital signs, infection control, medicine safety and first aid, and confirms whatever a course says about health.",
    ),
    "maternity_expert": (
        "讲产妇照护、喂养、新生儿沐浴和抚触，手把手教。",
        "Teaches care of mothers, feeding, newborn bath and massage, hand in hand.",
    ),
    "elder_care_expert": (
        "讲生活照护、翻身转移和认知障碍照护，教您怎么省力、怎么不伤腰。",
        "Teaches daily care, turning and transfer, and dementia care, and how to spare your own back.",
    ),
    "cleaning_expert": (
        "讲清洁剂、工具、厨卫深度清洁和收纳，教您一次做到位。",
        "Teaches products, tools, deep cleaning and organising: done right the first time.",
    ),
}
# The day counts back from the day on which the school begins.
NEWS: list[Words] = [
    {
        "slug": "welcome",
        "days_before": 0,
        "title": "夜校网站开通，手机就能报名",
        "title_en": "The school is online: sign up by phone",
        "summary_zh": "看课程、报名、查学时、查证书，都在这里。",
        "summary_en": "Courses, enrolment, hours and certificates, all in one place.",
        "text": [
            "从今天起，报名不用再跑一趟。打开课程页，选一个班，用手机号登录就能报。班满了可以排队，前面有人退出，系统按顺序通知您。",
            "字看不清，点页面上方的“大字”。不想看字，课文可以点“读给我听”。",
        ],
        "text_en": "<p>Enrolling no longer takes a trip. Choose a class on a course page and sign in with your mobile number. If it is full you wait in line and are told in turn.</p><p>Choose “Large text” at the top if the letters are small; lessons can be read aloud.</p>",
    },
    {
        "slug": "check-a-certificate",
        "days_before": 6,
        "title": "家政员的证书是不是真的？扫一扫",
        "title_en": "Is a certificate real? Scan it",
        "summary_zh": "每张证书都有二维码，也可以输入编号查。",
        "summary_en": "Every certificate carries a code; its number can be typed in as well.",
        "text": [
            "夜校发的是培训合格证书，证明这个人学完了课程、通过了考核。证书左下角有二维码，用手机一扫，就能看到状态：有效、中止还是作废。",
            "为了保护学员，查询页只显示隐去部分字的姓名，不显示身份证号和手机号。",
        ],
        "text_en": "<p>The school issues a training completion certificate: it says that its holder finished the course and passed the assessment. Scan the code at the lower left to see whether it is valid, suspended or revoked.</p><p>To protect trainees the page shows a partly hidden name, and neither ID number nor mobile number.</p>",
    },
    {
        "slug": "twenty-standards-draft",
        "days_before": 13,
        "title": "服务标准二十条，请您提意见",
        "title_en": "The twenty standards: tell us what you think",
        "summary_zh": "这是夜校自编的稿子，请学员、企业和客户一起改。",
        "summary_en": "It is the school’s own draft; trainees, companies and clients are asked to improve it.",
        "text": [
            "二十条按一次上门的顺序写：进门、作业前确认、作业中、意外处置、验收离场。每条下面列了检查点，说得出、看得见。",
            "这份稿子由夜校自己编写，使用前还要由行业协会审定。哪一条做不到、哪一条漏了，上课时告诉班主任。",
        ],
        "text_en": "<p>They follow a visit: at the door, before work, during work, incidents, leaving. Under each stand the checks that can be seen.</p><p>The draft is the school’s own, and the trade’s association has yet to review it. Tell your head teacher which cannot be done and which is missing.</p>",
    },
]
